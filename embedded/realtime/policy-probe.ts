import type { DatabasePool, Sql } from './database-pool';
import type { Metrics } from './metrics';
import type { Identity } from './tokens';

export interface Caller {
  identity: Identity;
  /** The `x-…` headers of the upgrade or request, as JSON; policies may read them. */
  headers: string;
}

export interface Grants {
  broadcast: boolean;
  presence: boolean;
}

/**
 * Asks the policies on realtime.messages what a caller may do on a topic, by rows that are rolled back.
 * A DatabaseFailure of kind `refused` means that a policy raised an error; it grants nothing.
 */
export class PolicyProbe {
  readonly #pool: DatabasePool;
  readonly #metrics: Metrics;

  constructor(pool: DatabasePool, metrics: Metrics) {
    this.#pool = pool;
    this.#metrics = metrics;
  }

  read(caller: Caller, topic: string, withPresence: boolean): Promise<Grants> {
    const { role, subject, claims, headers } = settingsOf(caller);
    return this.#probe(
      (sql) => sql<Grants[]>`
        select broadcast, presence from realtime.standin_read_grants(
          ${role}, ${subject}, ${claims}, ${headers}, ${topic}, ${withPresence})`,
    );
  }

  write(caller: Caller, topic: string): Promise<Grants> {
    const { role, subject, claims, headers } = settingsOf(caller);
    return this.#probe(
      (sql) => sql<Grants[]>`
        select broadcast, presence from realtime.standin_write_grants(
          ${role}, ${subject}, ${claims}, ${headers}, ${topic})`,
    );
  }

  async #probe(statement: (sql: Sql) => PromiseLike<Grants[]>): Promise<Grants> {
    const startedMs = performance.now();
    try {
      const [grants] = await this.#pool.run(statement);
      return { broadcast: grants?.broadcast === true, presence: grants?.presence === true };
    } finally {
      this.#metrics.observeProbe(performance.now() - startedMs);
    }
  }
}

function settingsOf({ identity, headers }: Caller) {
  const { role, subject, claims } = identity;
  return { role, subject, claims: JSON.stringify(claims), headers };
}
