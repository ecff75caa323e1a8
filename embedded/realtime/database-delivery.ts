import type { Hub } from '@/embedded/realtime/hub';
import type { Metrics } from '@/embedded/realtime/metrics';
import type { InsertedRow } from '@/embedded/realtime/pgoutput';
import type { RollingRate } from '@/embedded/realtime/rolling-rate';

export interface DeliveryParts {
  hub: Hub;
  events: RollingRate;
  metrics: Metrics;
}

/** Turns committed rows of realtime.messages into broadcasts. */
export class DatabaseDelivery {
  readonly #parts: DeliveryParts;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  handle(row: InsertedRow): void {
    const { hub, events, metrics } = this.#parts;
    const id = row.get('id')?.toString();
    const name = row.get('topic')?.toString();
    const event = row.get('event')?.toString();
    const bytes = row.get('binary_payload');
    const body = bytes ? bytesOf(bytes) : row.get('payload');
    if (row.get('extension')?.toString() !== 'broadcast') return;
    if (id === undefined || name === undefined || event === undefined || !body) return;
    const topic = hub.find(row.get('private')?.toString() === 't', name);
    if (!topic) return;
    if (events.exceeded()) {
      metrics.add('broadcastsDropped');
      return;
    }
    metrics.add('broadcastsFromDatabase');
    hub.broadcast(topic, { topic: name, event, encoding: bytes ? 'binary' : 'json', body, meta: { id } });
  }
}

/** The text form of bytea: \x, then two digits for each byte. */
const bytesOf = (text: Buffer): Buffer => Buffer.from(text.toString('latin1', 2), 'hex');
