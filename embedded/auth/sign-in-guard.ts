import { jwtVerify } from 'jose';
import postgres from 'postgres';
import { AuthFailure } from '@/embedded/auth/auth-failure';

/** What the database refuses on purpose, as the application's functions raise it: PT and the status to answer with. */
export function databaseRefusal(error: unknown): AuthFailure | undefined {
  if (!(error instanceof postgres.PostgresError)) return undefined;
  const status = /^PT(\d{3})$/.exec(error.code)?.[1];
  return status === undefined ? undefined : new AuthFailure(Number(status), error.message, error.message);
}

/**
 * Lite answers a bare 500 when a trigger refuses what it writes; hosted hands the refusal on. So the row is written
 * here first, in a transaction that is always undone, and what the database says about it is answered.
 */
export async function refuseUnprovenChange(
  sql: postgres.Sql,
  jwtSecret: string,
  bearer: string | undefined,
  body: Record<string, unknown>,
): Promise<void> {
  const { password, email } = body;
  const asks = {
    password: typeof password === 'string' && password !== '',
    email: typeof email === 'string',
  };
  if (!bearer || (!asks.password && !asks.email)) return;
  const id = await ownerOf(bearer, jwtSecret);
  if (id === undefined) return;
  const undone = new Error('undone on purpose');
  await sql
    .begin(async (transaction) => {
      if (asks.password) {
        await transaction`
          update auth.users set encrypted_password = encrypted_password || '.' where id::text = ${id}`;
      }
      if (asks.email) {
        const next = String(email).toLowerCase();
        await transaction`update auth.users set email_change = ${next} where id::text = ${id} and email <> ${next}`;
      }
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw databaseRefusal(error) ?? error;
    });
}

/** Undefined for a token that is not ours or is over: Lite has its own answer to those. */
async function ownerOf(bearer: string, jwtSecret: string): Promise<string | undefined> {
  const verified = await jwtVerify(bearer, new TextEncoder().encode(jwtSecret), {
    algorithms: ['HS256'],
  }).catch(() => undefined);
  return verified?.payload.sub;
}
