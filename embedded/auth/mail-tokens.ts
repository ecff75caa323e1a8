import { createHash, randomInt, randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import type { UserRow } from '@/embedded/auth/users';

/** Lite's own rule for one-time codes: the column holds the hash of address and code. */
export const OTP_DIGITS = 10;

export type IssuedToken = { otp: string; hash: string };

export function hashOtp(email: string, otp: string): string {
  return createHash('sha256')
    .update(email.toLowerCase() + otp)
    .digest('hex');
}

/** A new one-time token for a link; an earlier one of the same kind stops working. */
export async function issueToken(
  sql: postgres.Sql,
  user: UserRow,
  kind: 'confirmation' | 'recovery',
): Promise<IssuedToken> {
  const otp = Array.from({ length: OTP_DIGITS }, () => randomInt(10)).join('');
  const hash = hashOtp(user.email ?? '', otp);
  await sql`
    update auth.users set ${sql(`${kind}_token`)} = ${hash}, ${sql(`${kind}_sent_at`)} = now(), updated_at = now()
    where id = ${user.id}`;
  return { otp, hash };
}

const PKCE_PREFIX = 'pkce_';

/** Remembers the challenge of a browser that asked for a mail; the link then leads to a code, not to tokens. */
export async function rememberChallenge(
  sql: postgres.Sql,
  userId: string,
  challenge: { value: string; method: string },
): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`delete from auth.flow_state where user_id = ${userId} and authentication_method = 'mail'`;
    await transaction`
      insert into auth.flow_state (id, user_id, code_challenge, code_challenge_method, authentication_method, provider_type)
      values (${randomUUID()}, ${userId}, ${challenge.value}, ${challenge.method}, 'mail', 'email')`;
  });
}

export const withPkceMark = (hash: string): string => `${PKCE_PREFIX}${hash}`;

export function readLinkToken(token: string): { hash: string; pkce: boolean } {
  const pkce = token.startsWith(PKCE_PREFIX);
  return { hash: pkce ? token.slice(PKCE_PREFIX.length) : token, pkce };
}

/** Turns the remembered challenge into a code to exchange; its five minutes begin now, not when the mail left. */
export async function issueAuthCode(sql: postgres.Sql, userId: string): Promise<string | undefined> {
  const code = randomUUID();
  const [flow] = await sql<{ id: string }[]>`
    update auth.flow_state
    set auth_code = ${code}, auth_code_issued_at = now(), created_at = now(), updated_at = now()
    where user_id = ${userId} and authentication_method = 'mail' and auth_code is null
    returning id`;
  return flow && code;
}
