import postgres from 'postgres';

const channel = 'realtime_messages';
const connectTimeoutSeconds = 5;
const retryMsMin = 50;
const retryMsMax = 2_000;
const livenessIntervalMs = 15_000;

export interface ListenerEvents {
  onNotification(payload: string): void;
  onConnected(): void;
  log(line: string): void;
}

/**
 * Holds one LISTEN for as long as the server runs. The driver's own `listen` gives up after one failed
 * reconnect, so every loss of the connection starts a fresh one here. Rows committed in between are not
 * delivered later, as with the real service: clients fetch what they missed when they resubscribe.
 */
export class DatabaseListener {
  readonly #url: string;
  readonly #events: ListenerEvents;
  readonly #waitingForConnection = new Set<() => void>();
  #sql: postgres.Sql | null = null;
  #connected = false;
  #stopped = false;
  #retryMs = retryMsMin;
  #timer: NodeJS.Timeout | undefined;

  constructor(url: string, events: ListenerEvents) {
    this.#url = url;
    this.#events = events;
  }

  get connected(): boolean {
    return this.#connected;
  }

  /** Resolves after the first attempt, whether or not it succeeded; later ones go on by themselves. */
  async start(): Promise<void> {
    await this.#connect();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#connected = false;
    clearTimeout(this.#timer);
    await this.#sql?.end({ timeout: 1 });
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
      await sql.unsafe(`listen ${channel}`);
      if (this.#sql !== sql || this.#stopped) return;
      this.#connected = true;
      this.#retryMs = retryMsMin;
      this.#events.onConnected();
      for (const arrived of [...this.#waitingForConnection]) arrived();
      this.#watch(sql);
    } catch (error) {
      this.#lost(sql, error instanceof Error ? error.message : String(error));
    }
  }

  #open(): postgres.Sql {
    const options = {
      max: 1,
      idle_timeout: 0,
      // The driver would otherwise retire the connection, and the LISTEN with it, after half an hour.
      max_lifetime: null,
      connect_timeout: connectTimeoutSeconds,
      fetch_types: false,
      onnotice: () => undefined,
      onclose: () => this.#lost(sql, 'connection closed'),
      // Understood by the driver, missing from its type declarations.
      onnotify: (_channel: string, payload: string) => this.#events.onNotification(payload),
      connection: { application_name: 'realtime listener' },
    };
    const sql: postgres.Sql = postgres(this.#url, options);
    return sql;
  }

  /** A connection can die without a word, behind a NAT or a suspended host; a question finds out. */
  #watch(sql: postgres.Sql): void {
    this.#timer = setTimeout(async () => {
      const overdue = setTimeout(() => this.#lost(sql, 'no answer'), connectTimeoutSeconds * 1_000);
      try {
        await sql.unsafe('select 1');
        if (this.#sql === sql && !this.#stopped) this.#watch(sql);
      } catch (error) {
        this.#lost(sql, error instanceof Error ? error.message : String(error));
      } finally {
        clearTimeout(overdue);
      }
    }, livenessIntervalMs).unref();
  }

  #lost(sql: postgres.Sql, reason: string): void {
    if (this.#sql !== sql || this.#stopped) return;
    this.#sql = null;
    if (this.#connected) this.#events.log(`database notifications lost (${reason}), reconnecting`);
    this.#connected = false;
    clearTimeout(this.#timer);
    sql.end({ timeout: 0 }).catch(() => undefined);
    this.#timer = setTimeout(() => void this.#connect(), this.#retryMs * (0.5 + Math.random() / 2));
    this.#retryMs = Math.min(this.#retryMs * 2, retryMsMax);
  }
}
