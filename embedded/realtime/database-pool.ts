import postgres from 'postgres';
import { DatabaseFailure, databaseFailureOf } from '@/embedded/realtime/database-failure';
import type { RealtimeLimits } from '@/embedded/realtime/limits';

export type Sql = postgres.Sql;

const connectTimeoutSeconds = 5;

/**
 * A few connections for single statements. There is deliberately no `begin`: when a backend dies inside
 * one, the driver throws where nobody can catch it, or goes on outside the transaction. For the same
 * reason a pool that saw a connection die is replaced as a whole.
 */
export class DatabasePool {
  readonly #url: string;
  readonly #limits: RealtimeLimits;
  readonly #log: (line: string) => void;
  #sql: Sql;
  #active = 0;
  #reachable = true;
  #ended = false;
  readonly #waiting: Array<() => void> = [];

  constructor(url: string, limits: RealtimeLimits, log: (line: string) => void) {
    this.#url = url;
    this.#limits = limits;
    this.#log = log;
    this.#sql = this.#open();
  }

  /** Rejects with a DatabaseFailure and nothing else. */
  async run<T>(statement: (sql: Sql) => PromiseLike<T>): Promise<T> {
    await this.#acquire();
    const sql = this.#sql;
    try {
      const result = await this.#withDeadline(statement(sql));
      this.#noteReachable(true, 'the database answers again');
      return result;
    } catch (error) {
      const failure = databaseFailureOf(error);
      if (failure.isOutage) {
        this.#noteReachable(false, `the database does not answer: ${failure.message}`);
        this.#replace(sql);
      }
      throw failure;
    } finally {
      this.#release();
    }
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#sql.end({ timeout: 1 });
  }

  #open(): Sql {
    return postgres(this.#url, {
      max: this.#limits.probePoolSize,
      connect_timeout: connectTimeoutSeconds,
      fetch_types: false,
      onnotice: () => undefined,
      connection: {
        application_name: 'realtime',
        statement_timeout: this.#limits.statementTimeoutMs,
        // Nothing written here has to survive a crash: probes undo themselves, partitions are made again.
        synchronous_commit: 'off',
        jit: 'off',
      },
    });
  }

  /** One line per outage, not one per statement that met it. */
  #noteReachable(reachable: boolean, line: string): void {
    if (this.#reachable === reachable) return;
    this.#reachable = reachable;
    this.#log(line);
  }

  #replace(seen: Sql): void {
    if (this.#sql !== seen || this.#ended) return;
    this.#sql = this.#open();
    seen.end({ timeout: connectTimeoutSeconds }).catch(() => undefined);
  }

  async #withDeadline<T>(running: PromiseLike<T>): Promise<T> {
    const deadlineMs = this.#limits.statementTimeoutMs + connectTimeoutSeconds * 1_000;
    const late = new DatabaseFailure('unavailable', 'The database did not answer in time.');
    return rejectAfter(running, deadlineMs, late);
  }

  async #acquire(): Promise<void> {
    if (this.#active < this.#limits.probePoolSize) {
      this.#active += 1;
      return;
    }
    let take: () => void = () => undefined;
    const turn = new Promise<void>((resolve) => {
      take = resolve;
      this.#waiting.push(take);
    });
    const late = new DatabaseFailure('pool-exhausted', 'No database connection became free in time.');
    try {
      await rejectAfter(turn, this.#limits.probeQueueTimeoutMs, late);
    } catch (error) {
      const position = this.#waiting.indexOf(take);
      if (position >= 0) this.#waiting.splice(position, 1);
      throw error;
    }
  }

  #release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#active -= 1;
  }
}

async function rejectAfter<T>(running: PromiseLike<T>, afterMs: number, reason: Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(reason), afterMs);
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}
