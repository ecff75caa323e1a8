import { DatabaseFailure } from '@/embedded/realtime/database-failure';
import type { DatabasePool } from '@/embedded/realtime/database-pool';

const intervalMs = 4 * 60 * 60 * 1_000;

/** Keeps today's and the next days' partitions of realtime.messages in place and drops old ones. */
export class PartitionKeeper {
  readonly #pool: DatabasePool;
  readonly #log: (line: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;

  constructor(pool: DatabasePool, log: (line: string) => void) {
    this.#pool = pool;
    this.#log = log;
  }

  start(): void {
    this.#timer = setInterval(() => void this.maintain(), intervalMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Never rejects: a partition that could not be made now is made by the next run. */
  maintain(): Promise<void> {
    this.#running ??= this.#maintain().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #maintain(): Promise<void> {
    try {
      await this.#pool.run((sql) => sql`select realtime.standin_maintain()`);
    } catch (error) {
      if (error instanceof DatabaseFailure) this.#log(`partition maintenance failed: ${error.message}`);
      else throw error;
    }
  }
}
