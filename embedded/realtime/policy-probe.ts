import { type DatabaseFailure, databaseFailureOf } from '@/embedded/realtime/database-failure';
import type { DatabasePool, Sql } from '@/embedded/realtime/database-pool';
import type { Metrics } from '@/embedded/realtime/metrics';
import type { Identity } from '@/embedded/realtime/tokens';

export interface Caller {
  identity: Identity;
  /** The `x-…` headers of the upgrade or request, as JSON; policies may read them. */
  headers: string;
}

export interface Grants {
  broadcast: boolean;
  presence: boolean;
}

export interface ProbeParts {
  pool: DatabasePool;
  metrics: Metrics;
  log(line: string): void;
  /** Today's partition is not there. */
  partitionMissing(): void;
}

const loggedTopicLengthMax = 100;

/**
 * Asks the policies on realtime.messages what a caller may do on a topic, by rows that are rolled back.
 * Rejects with a DatabaseFailure; of kind `refused`, a policy raised an error. Neither grants anything.
 */
export class PolicyProbe {
  readonly #parts: ProbeParts;

  constructor(parts: ProbeParts) {
    this.#parts = parts;
  }

  read(caller: Caller, topic: string, withPresence: boolean): Promise<Grants> {
    const { role, subject, claims, headers } = settingsOf(caller);
    return this.#probe(
      topic,
      (sql) => sql<Grants[]>`
        select broadcast, presence from realtime.standin_read_grants(
          ${role}, ${subject}, ${claims}, ${headers}, ${topic}, ${withPresence})`,
    );
  }

  write(caller: Caller, topic: string): Promise<Grants> {
    const { role, subject, claims, headers } = settingsOf(caller);
    return this.#probe(
      topic,
      (sql) => sql<Grants[]>`
        select broadcast, presence from realtime.standin_write_grants(
          ${role}, ${subject}, ${claims}, ${headers}, ${topic})`,
    );
  }

  async #probe(topic: string, statement: (sql: Sql) => PromiseLike<Grants[]>): Promise<Grants> {
    const { pool, metrics } = this.#parts;
    const startedMs = performance.now();
    try {
      const [grants] = await pool.run(statement);
      return { broadcast: grants?.broadcast === true, presence: grants?.presence === true };
    } catch (error) {
      const failure = databaseFailureOf(error);
      this.#report(topic, failure);
      throw failure;
    } finally {
      metrics.observeProbe(performance.now() - startedMs);
    }
  }

  #report(topic: string, failure: DatabaseFailure): void {
    if (failure.isOutage) return;
    if (failure.kind === 'missing-partition') this.#parts.partitionMissing();
    const name = JSON.stringify(topic.slice(0, loggedTopicLengthMax));
    this.#parts.log(`the policies gave no answer for ${name}: ${failure.message}`);
  }
}

function settingsOf({ identity, headers }: Caller) {
  const { role, subject, claims } = identity;
  return { role, subject, claims: JSON.stringify(claims), headers };
}
