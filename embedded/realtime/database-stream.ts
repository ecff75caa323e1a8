import { randomUUID } from 'node:crypto';
import { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { type InsertedRow, InsertReader } from '@/embedded/realtime/pgoutput';
import { LogPosition, ReplicationFeed } from '@/embedded/realtime/replication-feed';

const slotPrefix = 'foyer_realtime_';
const publication = 'supabase_realtime_messages_publication';
const connectTimeoutSeconds = 5;
const startMsMax = 10_000;
const dropMsMax = 1_000;
/** The codes for an object that is not there and for one that cannot be used any more. */
const slotIsGone = new Set(['42704', '55000']);
const retryMsMin = 50;
const retryMsMax = 2_000;
const livenessIntervalMs = 15_000;

export interface StreamEvents {
  onInsert(row: InsertedRow): void;
  onConnected(): void;
  log(line: string): void;
}

/**
 * Follows what is committed to realtime.messages, in commit order, for as long as the server runs. The slot is
 * the server's own: a lost connection goes on where it stopped, so that channels that stay joined while the
 * database restarts miss nothing. A server that starts makes a new one, because its clients join anew.
 */
export class DatabaseStream {
  readonly #url: string;
  readonly #events: StreamEvents;
  readonly #waitingForConnection = new Set<() => void>();
  #slot: { name: string; position: LogPosition } | null = null;
  #sql: postgres.Sql | null = null;
  #connected = false;
  #stopped = false;
  #retryMs = retryMsMin;
  #timer: NodeJS.Timeout | undefined;

  constructor(url: string, events: StreamEvents) {
    this.#url = url;
    this.#events = events;
  }

  get connected(): boolean {
    return this.#connected;
  }

  /**
   * Resolves after the first attempt, whether or not it succeeded, and does not wait long for one that
   * others hold up; it and later ones go on by themselves.
   */
  async start(): Promise<void> {
    await Promise.race([this.#connect(), delay(startMsMax, undefined, { ref: false })]);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#connected = false;
    clearTimeout(this.#timer);
    await this.#sql?.end({ timeout: 0 });
    await this.#dropSlot();
  }

  /** False if the connection was not there in time. */
  whenConnected(withinMs: number): Promise<boolean> {
    if (this.#connected) return Promise.resolve(true);
    return new Promise((resolve) => {
      const settle = (connected: boolean) => {
        clearTimeout(timer);
        this.#waitingForConnection.delete(arrived);
        resolve(connected);
      };
      const arrived = () => settle(true);
      const timer = setTimeout(() => settle(false), withinMs).unref();
      this.#waitingForConnection.add(arrived);
    });
  }

  async #connect(): Promise<void> {
    const sql = this.#open();
    this.#sql = sql;
    try {
      const feed = await this.#follow(sql);
      if (this.#sql !== sql || this.#stopped) return;
      this.#connected = true;
      this.#retryMs = retryMsMin;
      this.#events.onConnected();
      for (const arrived of [...this.#waitingForConnection]) arrived();
      this.#watch(sql, feed);
    } catch (error) {
      this.#lost(sql, messageOf(error));
    }
  }

  #open(): postgres.Sql {
    const sql: postgres.Sql = postgres(this.#url, {
      max: 1,
      idle_timeout: 0,
      // The driver would otherwise retire the connection, and the slot with it, after half an hour.
      max_lifetime: null,
      connect_timeout: connectTimeoutSeconds,
      fetch_types: false,
      onnotice: () => undefined,
      onclose: () => this.#lost(sql, 'connection closed'),
      // Understood by the server, missing from the driver's type declarations.
      connection: { application_name: 'realtime', replication: 'database' } as { application_name: string },
    });
    return sql;
  }

  async #follow(sql: postgres.Sql): Promise<ReplicationFeed> {
    this.#slot ??= await makeSlot(sql);
    const { name, position } = this.#slot;
    try {
      const stream = await sql
        .unsafe(
          `START_REPLICATION SLOT ${name} LOGICAL ${position.text()}
           (proto_version '1', publication_names '${publication}')`,
        )
        .writable();
      if (!(stream instanceof Duplex)) throw new Error('the server sent no stream');
      stream.on('error', (error) => this.#lost(sql, error.message));
      stream.on('close', () => this.#lost(sql, 'stream closed'));
      const reader = new InsertReader();
      return new ReplicationFeed(stream, position, (message) => {
        const row = reader.read(message);
        if (row) this.#events.onInsert(row);
      });
    } catch (error) {
      // Dropped by somebody, or left behind by a log that may not grow without end: the next attempt makes another.
      if (error instanceof postgres.PostgresError && slotIsGone.has(error.code)) this.#slot = null;
      throw error;
    }
  }

  /** A slot left behind would keep the log from being cleared; should this fail, the next start does it. */
  async #dropSlot(): Promise<void> {
    if (!this.#slot) return;
    const sql = this.#open();
    await Promise.race([
      sql.unsafe(`DROP_REPLICATION_SLOT ${this.#slot.name} WAIT`).catch(() => undefined),
      delay(dropMsMax, undefined, { ref: false }),
    ]);
    await sql.end({ timeout: 0 });
  }

  /** A connection can die without a word, behind a NAT or a suspended host; a question finds out. */
  #watch(sql: postgres.Sql, feed: ReplicationFeed): void {
    this.#timer = setTimeout(async () => {
      const answered = await feed.answers(connectTimeoutSeconds * 1_000);
      if (this.#sql !== sql || this.#stopped) return;
      if (answered) this.#watch(sql, feed);
      else this.#lost(sql, 'no answer');
    }, livenessIntervalMs).unref();
  }

  #lost(sql: postgres.Sql, reason: string): void {
    if (this.#sql !== sql || this.#stopped) return;
    this.#sql = null;
    if (this.#connected) this.#events.log(`the stream of new messages was lost (${reason}), reconnecting`);
    this.#connected = false;
    clearTimeout(this.#timer);
    sql.end({ timeout: 0 }).catch(() => undefined);
    this.#timer = setTimeout(() => void this.#connect(), this.#retryMs * (0.5 + Math.random() / 2));
    this.#retryMs = Math.min(this.#retryMs * 2, retryMsMax);
  }
}

/** Waits for the transactions that are writing at the moment; removes what servers that were killed left behind. */
async function makeSlot(sql: postgres.Sql): Promise<{ name: string; position: LogPosition }> {
  await sql.unsafe(
    `select pg_drop_replication_slot(slot_name) from pg_replication_slots
     where starts_with(slot_name, '${slotPrefix}') and database = current_database() and not active`,
  );
  const name = `${slotPrefix}${randomUUID().replaceAll('-', '')}`;
  const [made] = await sql.unsafe<{ consistent_point: string }[]>(
    `CREATE_REPLICATION_SLOT ${name} LOGICAL pgoutput NOEXPORT_SNAPSHOT`,
  );
  if (!made) throw new Error('the server made no slot');
  return { name, position: new LogPosition(made.consistent_point) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
