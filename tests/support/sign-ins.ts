import { type Caller, ISSUED_AT, rpc, type Sql, server } from '@/tests/support/database';

type Noted = { is_revoked: boolean; needs_second_factor: boolean; needs_password: boolean };

/** As Auth changes an address whose owner has opened the link. */
export async function moveSignIn(sql: Sql, id: string, email: string): Promise<void> {
  await rpc(sql, server, 'allow_sign_in_change', { p_user: id, p_change: 'email', p_email: email });
  await sql`update auth.users set email = ${email} where id = ${id}`;
}

/** As the server notes a session whose token it has just read. */
export function noteSession(
  sql: Sql,
  { id, session, issuedAt }: Pick<Caller, 'id' | 'session' | 'issuedAt'>,
  ip: string | null = '192.0.2.1',
  userAgent = 'Firefox',
): Promise<Noted> {
  return rpc<Noted>(sql, server, 'record_session', {
    p_session: session,
    p_user: id,
    p_ip: ip,
    p_user_agent: userAgent,
    p_token_issued_at: new Date((issuedAt ?? ISSUED_AT) * 1000),
  });
}
