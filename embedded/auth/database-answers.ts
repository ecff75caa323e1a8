import type postgres from 'postgres';

/** Lite answers any surprise with a bare 500; when the database is away the honest answer is 503. */
export async function databaseAnswers(sql: postgres.Sql): Promise<boolean> {
  const timeout = new Promise<boolean>((done) => setTimeout(done, 2_000, false).unref());
  const answer = sql`select 1`.then(
    () => true,
    () => false,
  );
  return Promise.race([answer, timeout]);
}
