import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { JSONWebKeySet } from 'jose';
import type { RealtimeContext } from '@/embedded/realtime/context';
import { DatabaseDelivery } from '@/embedded/realtime/database-delivery';
import { DatabasePool } from '@/embedded/realtime/database-pool';
import { DatabaseStream } from '@/embedded/realtime/database-stream';
import { Hub } from '@/embedded/realtime/hub';
import { defaultLimits, type RealtimeLimits } from '@/embedded/realtime/limits';
import { Metrics, type RealtimeMetrics } from '@/embedded/realtime/metrics';
import { PartitionKeeper } from '@/embedded/realtime/partitions';
import { PolicyProbe } from '@/embedded/realtime/policy-probe';
import { handleRestBroadcast } from '@/embedded/realtime/rest-broadcast';
import { RollingRate } from '@/embedded/realtime/rolling-rate';
import { SocketRegistry } from '@/embedded/realtime/socket-registry';
import { TokenVerifier } from '@/embedded/realtime/tokens';

export interface RealtimeOptions {
  /** A superuser connection: probes switch to the caller's role from it. */
  databaseUrl: string;
  jwtSecret: string;
  jwks?: JSONWebKeySet;
  publishableKey: string;
  secretKey: string;
  privateOnly?: boolean;
  /** How long the answer to a refused join is held back, so that clients do not hammer. */
  errorBackoffMs?: number;
  limits?: Partial<RealtimeLimits>;
  log?: (line: string) => void;
}

export interface RealtimeServer {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  handleHttp(request: IncomingMessage, response: ServerResponse): Promise<void>;
  metrics(): RealtimeMetrics;
  /** True while deliveries from the database arrive and new sockets are taken. */
  ready(): boolean;
  stop(): Promise<void>;
}

const defaultErrorBackoffMs = 5_000;

/** Resolves once the first attempt to reach the database has ended; a failed one is repeated by itself. */
export async function startRealtime(options: RealtimeOptions): Promise<RealtimeServer> {
  const limits = { ...defaultLimits, ...options.limits };
  const log = options.log ?? (() => undefined);
  const metrics = new Metrics();
  const rates = {
    events: new RollingRate(limits.eventsPerSecondMax),
    joins: new RollingRate(limits.joinsPerSecondMax),
    presence: new RollingRate(limits.presenceEventsPerSecondMax),
  };
  const pool = new DatabasePool(options.databaseUrl, limits, log);
  const hub = new Hub(rates, metrics);
  const partitions = new PartitionKeeper(pool, log);
  const delivery = new DatabaseDelivery({ hub, events: rates.events, metrics });
  const stream = new DatabaseStream(options.databaseUrl, {
    onInsert: (row) => delivery.handle(row),
    onConnected: () => {
      metrics.add('streamConnects');
      void partitions.maintain();
    },
    log,
  });
  const sockets = new SocketRegistry();
  const context: RealtimeContext = {
    limits,
    privateOnly: options.privateOnly ?? true,
    errorBackoffMs: options.errorBackoffMs ?? defaultErrorBackoffMs,
    rates,
    hub,
    pool,
    probe: new PolicyProbe({ pool, metrics, log, partitionMissing: () => void partitions.maintain() }),
    tokens: new TokenVerifier(options),
    metrics,
    log,
    draining: () => sockets.draining,
    whenListening: (withinMs) => stream.whenConnected(withinMs),
  };
  await stream.start();
  partitions.start();
  const acceptUpgrade = sockets.acceptWith(context);
  return {
    handleUpgrade: (request, socket, head) => void acceptUpgrade(request, socket, head),
    handleHttp: (request, response) => handleRestBroadcast(context, request, response),
    metrics: () => metrics.snapshot(rates),
    ready: () => stream.connected && !sockets.draining,
    async stop() {
      await sockets.drain();
      partitions.stop();
      await stream.stop();
      await pool.end();
    },
  };
}
