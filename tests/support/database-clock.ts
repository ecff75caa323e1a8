import postgres from 'postgres';
import type { Installation } from '@/tests/support/installation';

/** Lets time pass where no door does: rows that expire are moved into the past. Superuser, so nothing else. */
export async function withDatabase<T>(
  { databaseUrl }: Pick<Installation, 'databaseUrl'>,
  run: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    return await run(sql);
  } finally {
    await sql.end();
  }
}
