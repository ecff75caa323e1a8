import postgres from 'postgres';
import { afterAll, inject } from 'vitest';

export type Sql = postgres.Sql;
export type Transaction = postgres.TransactionSql;

/** Whoever a request is made for: what PostgREST makes of a token. */
export type Caller = {
  role: 'anon' | 'authenticated' | 'service_role';
  id: string | null;
  /** The session_id claim of the token. */
  session?: string;
  /** Its iat claim, in seconds. */
  issuedAt?: number;
};

/** When tokens of tests were issued, unless they say otherwise. */
export const ISSUED_AT = 1_800_000_000;

export const anon: Caller = { role: 'anon', id: null };
export const server: Caller = { role: 'service_role', id: null };
export const signedIn = (id: string): Caller => ({ role: 'authenticated', id });

export type Outcome<T = unknown> =
  | { ok: true; value: T }
  | { ok: false; code: string; message: string; field: string };

/** Superuser connections for one test file: they prepare, re-read, and become the caller under test. */
export function openDatabase(connections = 4): Sql {
  const sql = postgres(inject('backend').databaseUrl, {
    max: connections,
    onnotice: () => undefined,
    connection: { application_name: 'tests' },
  });
  afterAll(() => sql.end({ timeout: 5 }));
  return sql;
}

/** Runs the work in one transaction as the caller, with the settings PostgREST would make. */
export function actAs<T>(sql: Sql, caller: Caller, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return sql.begin(async (tx) => {
    await become(tx, caller);
    return work(tx);
  }) as Promise<T>;
}

/** As actAs, but nothing is kept, so that every attempt meets the same rows. */
export async function attempt<T>(
  sql: Sql,
  caller: Caller,
  work: (tx: Transaction) => Promise<T>,
): Promise<Outcome<T>> {
  const done = new Error('rolled back on purpose');
  let value: { result: T } | undefined;
  const ended = await outcomeOf(
    actAs(sql, caller, async (tx) => {
      value = { result: await work(tx) };
      // Deferred constraints speak at the end of a transaction; ask them before it is undone.
      await tx`set constraints all immediate`;
      throw done;
    }),
    done,
  );
  return value && ended.ok ? { ok: true, value: value.result } : (ended as Outcome<T>);
}

export async function outcomeOf<T>(work: Promise<T>, expected?: Error): Promise<Outcome<T | undefined>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    if (error === expected) return { ok: true, value: undefined };
    if (!(error instanceof postgres.PostgresError)) throw error;
    return { ok: false, code: error.code, message: error.message, field: error.detail ?? '' };
  }
}

async function become(tx: Transaction, caller: Caller): Promise<void> {
  const claims = JSON.stringify({
    role: caller.role,
    ...(caller.id ? { sub: caller.id } : {}),
    ...(caller.session ? { session_id: caller.session, iat: caller.issuedAt ?? ISSUED_AT } : {}),
  });
  await tx`select set_config('request.jwt.claims', ${claims}, true), set_config('role', ${caller.role}, true)`;
}

/** Calls a public function by parameter names: the value it returns, or the row. */
export async function call<T = unknown>(
  tx: Transaction | Sql,
  name: string,
  parameters: Record<string, unknown> = {},
): Promise<T> {
  const names = Object.keys(parameters);
  const list = names.map((parameter, index) => `${parameter} => $${index + 1}`).join(', ');
  const rows = await tx.unsafe<Record<string, unknown>[]>(
    `select * from public.${name}(${list}) as result`,
    names.map((parameter) => parameters[parameter] as postgres.ParameterOrJSON<never>),
  );
  const row = rows[0] ?? {};
  return ('result' in row ? row.result : row) as T;
}

/** One call in a transaction of its own, kept. */
export function rpc<T = unknown>(
  sql: Sql,
  caller: Caller,
  name: string,
  parameters: Record<string, unknown> = {},
): Promise<T> {
  return actAs(sql, caller, (tx) => call<T>(tx, name, parameters));
}

/** As rpc; a refusal is a result. */
export function tryRpc<T = unknown>(
  sql: Sql,
  caller: Caller,
  name: string,
  parameters: Record<string, unknown> = {},
): Promise<Outcome<T>> {
  return outcomeOf(rpc<T>(sql, caller, name, parameters)) as Promise<Outcome<T>>;
}

/** The one row a query must give. */
export function only<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (rows.length !== 1 || row === undefined) throw new Error(`Expected one row, got ${rows.length}.`);
  return row;
}

/**
 * Keeps the sweep from running while the work does, so that what it finds is the doing of the functions
 * under test and not of the safety net behind them.
 */
export async function withoutSweep<T>(sql: Sql, work: () => Promise<T>): Promise<T> {
  const connection = await sql.reserve();
  try {
    await connection`select pg_advisory_lock_shared(hashtextextended('sweep', 0))`;
    return await work();
  } finally {
    await connection`select pg_advisory_unlock_shared(hashtextextended('sweep', 0))`;
    connection.release();
  }
}

export const pidOf = async (tx: Transaction): Promise<number> =>
  only(await tx<{ pid: number }[]>`select pg_backend_pid() as pid`).pid;

/** How many connections wait for what this one holds. */
export const waitersOf = async (sql: Sql, pid: number): Promise<number> =>
  (await sql`select 1 from pg_stat_activity where ${pid} = any (pg_blocking_pids(pid))`).count;
