import type { DatabasePool } from '@/embedded/realtime/database-pool';
import { isRecord } from '@/embedded/realtime/frames';
import type { Hub, Topic } from '@/embedded/realtime/hub';
import type { Metrics } from '@/embedded/realtime/metrics';
import type { RollingRate } from '@/embedded/realtime/rolling-rate';

interface Announcement {
  id: string;
  at: string;
  topic: string;
  event: string;
  isPrivate: boolean;
  isBinary: boolean;
  /** Null when the row was too large for the notification. */
  body: Buffer | null;
}

interface StoredBody {
  payload: string | null;
  binary_payload: Uint8Array | null;
}

export interface DeliveryParts {
  hub: Hub;
  pool: DatabasePool;
  events: RollingRate;
  metrics: Metrics;
  log(line: string): void;
}

/** Turns notifications about committed rows of realtime.messages into broadcasts, in commit order. */
export class DatabaseDelivery {
  readonly #parts: DeliveryParts;
  /** The last unfinished delivery of each topic that waits for a large row. */
  readonly #pending = new Map<Topic, Promise<void>>();

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  handle(notification: string): void {
    const { hub, events, metrics, log } = this.#parts;
    const announcement = parseAnnouncement(notification);
    if (!announcement) {
      log('ignored a notification that does not describe a message');
      return;
    }
    const topic = hub.find(announcement.isPrivate, announcement.topic);
    if (!topic) return;
    if (events.exceeded()) {
      metrics.add('broadcastsDropped');
      return;
    }
    const ahead = this.#pending.get(topic);
    if (announcement.body && !ahead) this.#deliver(topic, announcement, announcement.body);
    else this.#deliverLater(topic, announcement, ahead);
  }

  #deliverLater(topic: Topic, announcement: Announcement, ahead: Promise<void> | undefined): void {
    const body = announcement.body ? Promise.resolve(announcement.body) : this.#fetch(announcement);
    const delivery = Promise.all([body, ahead]).then(([bytes]) => {
      if (bytes) this.#deliver(topic, announcement, bytes);
      else this.#parts.metrics.add('broadcastsDropped');
      if (this.#pending.get(topic) === delivery) this.#pending.delete(topic);
    });
    this.#pending.set(topic, delivery);
  }

  #deliver(topic: Topic, { id, event, isBinary }: Announcement, body: Buffer): void {
    const encoding = isBinary ? 'binary' : 'json';
    this.#parts.metrics.add('broadcastsFromDatabase');
    this.#parts.hub.broadcast(topic, { topic: topic.name, event, encoding, body, meta: { id } });
  }

  /** The moment finds the partition. It stays text: the driver would cut a timestamp to milliseconds. */
  async #fetch({ id, at }: Announcement): Promise<Buffer | null> {
    try {
      const [row] = await this.#parts.pool.run(
        (sql) => sql<StoredBody[]>`
          select payload::text as payload, binary_payload from realtime.messages
          where id = ${id} and inserted_at = ${at}::text::timestamp`,
      );
      if (row?.binary_payload) return Buffer.from(row.binary_payload);
      return typeof row?.payload === 'string' ? Buffer.from(row.payload) : null;
    } catch (error) {
      this.#parts.log(`could not read a message: ${error instanceof Error ? error.message : error}`);
      return null;
    }
  }
}

function parseAnnouncement(notification: string): Announcement | null {
  const headerEnd = notification.indexOf('\n');
  const header = parseHeader(headerEnd < 0 ? notification : notification.slice(0, headerEnd));
  if (!isRecord(header)) return null;
  const { id, at, topic, event } = header;
  if (typeof id !== 'string' || typeof at !== 'string') return null;
  if (typeof topic !== 'string' || typeof event !== 'string') return null;
  const isBinary = header.binary === true;
  const encoding = isBinary ? 'base64' : 'utf8';
  const body = headerEnd < 0 ? null : Buffer.from(notification.slice(headerEnd + 1), encoding);
  return { id, at, topic, event, isPrivate: header.private === true, isBinary, body };
}

function parseHeader(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
