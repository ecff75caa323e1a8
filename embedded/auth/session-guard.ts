import { decodeJwt } from 'jose';
import type postgres from 'postgres';
import { AuthFailure } from '@/embedded/auth/auth-failure';
import { readLinkToken } from '@/embedded/auth/mail-tokens';
import { endSessions, findUserByEmail, isBanned, type UserRow } from '@/embedded/auth/users';

/**
 * Lite knows no bans. Before it may hand out or renew a session, the user behind the request is looked up
 * here and refused if banned, with the answers hosted gives.
 */
export async function refuseBannedGrant(
  sql: postgres.Sql,
  grant: string | null,
  body: Record<string, unknown>,
): Promise<void> {
  const user = await grantee(sql, grant, body);
  if (!user || !isBanned(user)) return;
  const message = grant === 'refresh_token' ? 'Invalid Refresh Token: User Banned' : 'User is banned';
  throw new AuthFailure(400, 'user_banned', message);
}

async function grantee(
  sql: postgres.Sql,
  grant: string | null,
  body: Record<string, unknown>,
): Promise<UserRow | undefined> {
  if (grant === 'password') return findUserByEmail(sql, String(body.email ?? ''));
  if (grant === 'refresh_token') {
    const [user] = await sql<UserRow[]>`
      select u.* from auth.refresh_tokens t join auth.users u on u.id = t.user_id
      where t.token = ${String(body.refresh_token ?? '')}`;
    return user;
  }
  const [user] = await sql<UserRow[]>`
    select u.* from auth.flow_state f join auth.users u on u.id = f.user_id
    where f.auth_code = ${String(body.auth_code ?? '')}`;
  return user;
}

/** The user a one-time token or code belongs to, and which kind of token it is. */
export async function findTokenOwner(
  sql: postgres.Sql,
  token: string,
): Promise<{ user: UserRow; column: 'confirmation' | 'recovery' | 'other' } | undefined> {
  const { hash } = readLinkToken(token);
  const [row] = await sql<(UserRow & { confirmation_token: string | null; recovery_token: string | null })[]>`
    select * from auth.users
    where ${hash} in (confirmation_token, recovery_token, email_change_token_new, email_change_token_current,
                      reauthentication_token)`;
  if (!row) return undefined;
  const column =
    row.confirmation_token === hash ? 'confirmation' : row.recovery_token === hash ? 'recovery' : 'other';
  return { user: row, column };
}

export function refuseBannedToken(user: UserRow): void {
  if (isBanned(user)) throw new AuthFailure(403, 'user_banned', 'User is banned');
}

/** A new password ends every other session of the user: whoever knew the old one is out. */
export async function endOtherSessions(sql: postgres.Sql, bearer: string | undefined): Promise<void> {
  if (!bearer) return;
  const claims = decodeJwt(bearer);
  if (!claims.sub) return;
  const session = claims.session_id;
  await endSessions(sql, claims.sub, typeof session === 'string' ? session : undefined);
}
