import type { RollingRate } from '@/embedded/realtime/rolling-rate';

const probeSamplesMax = 1_000;

export interface Counts {
  connections: number;
  connectionsTotal: number;
  channels: number;
  joinsAccepted: number;
  joinsRefused: number;
  framesReceived: number;
  framesMalformed: number;
  framesSent: number;
  broadcastsFromClients: number;
  broadcastsFromDatabase: number;
  broadcastsFromRest: number;
  broadcastsDropped: number;
  slowConsumersClosed: number;
  streamConnects: number;
  probes: number;
}

export interface RealtimeMetrics extends Counts {
  probeMsP50: number;
  probeMsP95: number;
  eventsPerSecond: number;
  joinsPerSecond: number;
  presenceEventsPerSecond: number;
}

export interface Rates {
  events: RollingRate;
  joins: RollingRate;
  presence: RollingRate;
}

export class Metrics {
  readonly #counts: Counts = {
    connections: 0,
    connectionsTotal: 0,
    channels: 0,
    joinsAccepted: 0,
    joinsRefused: 0,
    framesReceived: 0,
    framesMalformed: 0,
    framesSent: 0,
    broadcastsFromClients: 0,
    broadcastsFromDatabase: 0,
    broadcastsFromRest: 0,
    broadcastsDropped: 0,
    slowConsumersClosed: 0,
    streamConnects: 0,
    probes: 0,
  };
  readonly #probeMs: number[] = [];

  add(counter: keyof Counts, amount = 1): void {
    this.#counts[counter] += amount;
  }

  observeProbe(durationMs: number): void {
    this.#probeMs[this.#counts.probes % probeSamplesMax] = durationMs;
    this.add('probes');
  }

  snapshot(rates: Rates): RealtimeMetrics {
    const sorted = [...this.#probeMs].sort((a, b) => a - b);
    return {
      ...this.#counts,
      probeMsP50: percentile(sorted, 50),
      probeMsP95: percentile(sorted, 95),
      eventsPerSecond: rates.events.averagePerSecond(),
      joinsPerSecond: rates.joins.averagePerSecond(),
      presenceEventsPerSecond: rates.presence.averagePerSecond(),
    };
  }
}

function percentile(sorted: number[], share: number): number {
  const position = Math.ceil((share / 100) * sorted.length) - 1;
  return sorted[Math.max(position, 0)] ?? 0;
}
