import { decodeJwt } from 'jose';
import type postgres from 'postgres';
import { AuthFailure, validationFailed } from '@/embedded/auth/auth-failure';
import { hashOtp, issueAuthCode, readLinkToken } from '@/embedded/auth/mail-tokens';
import { safeRedirect } from '@/embedded/auth/redirects';
import { findTokenOwner, refuseBannedToken } from '@/embedded/auth/session-guard';

type Session = { access_token: string; refresh_token: string; expires_in: number; expires_at: number };

/** Lite's own POST /verify. */
export type LiteVerify = (body: { token_hash: string; type: string }) => Promise<Response>;

export type VerifyContext = { sql: postgres.Sql; siteUrl: string; verify: LiteVerify };

const TYPES = new Set([
  'signup',
  'invite',
  'magiclink',
  'recovery',
  'email_change',
  'email',
  'reauthentication',
]);

/** The two names Lite does not know: an invitation is confirmed like a sign-up, "email" may be either. */
function liteType(type: string, column: 'confirmation' | 'recovery' | 'other'): string {
  if (type === 'invite') return 'signup';
  if (type === 'email') return column === 'confirmation' ? 'signup' : 'magiclink';
  return type;
}

const expired = (): AuthFailure =>
  new AuthFailure(403, 'otp_expired', 'Email link is invalid or has expired');

/** POST /verify: a token hash, or an address with the code from the mail. */
export async function verifyToken(body: Record<string, unknown>, context: VerifyContext): Promise<Response> {
  const type = String(body.type ?? '');
  if (!TYPES.has(type)) throw validationFailed('Verify requires a verification type');
  const token =
    typeof body.token_hash === 'string' && body.token_hash
      ? body.token_hash
      : hashOtp(String(body.email ?? ''), String(body.token ?? ''));
  const owner = await findTokenOwner(context.sql, token);
  if (!owner) throw expired();
  refuseBannedToken(owner.user);
  return context.verify({ token_hash: readLinkToken(token).hash, type: liteType(type, owner.column) });
}

/** GET /verify: the link in a mail. Always answers with a redirect into the app. */
export async function followLink(url: URL, context: VerifyContext): Promise<string> {
  const target = new URL(safeRedirect(url.searchParams.get('redirect_to'), context.siteUrl));
  const token = url.searchParams.get('token') ?? url.searchParams.get('token_hash') ?? '';
  const type = url.searchParams.get('type') ?? '';
  try {
    const answer = await verifyToken({ token_hash: token, type }, context);
    if (!answer.ok) throw await refusalOf(answer);
    const session = (await answer.json()) as Session;
    if (readLinkToken(token).pkce) {
      target.searchParams.set('code', await codeInsteadOf(session, context.sql));
      return target.toString();
    }
    target.hash = new URLSearchParams({
      access_token: session.access_token,
      expires_at: String(session.expires_at),
      expires_in: String(session.expires_in),
      refresh_token: session.refresh_token,
      token_type: 'bearer',
      type,
    }).toString();
    return target.toString();
  } catch (error) {
    if (!(error instanceof AuthFailure)) throw error;
    const details = { error: 'access_denied', error_code: error.code, error_description: error.message };
    // Both places, as hosted: a server reads the query, a browser client the fragment.
    for (const [name, value] of Object.entries(details)) target.searchParams.set(name, value);
    target.hash = new URLSearchParams(details).toString();
    return target.toString();
  }
}

async function refusalOf(answer: Response): Promise<AuthFailure> {
  const body = (await answer.json()) as { error_code?: string; msg?: string };
  return new AuthFailure(answer.status, body.error_code ?? 'otp_expired', body.msg ?? 'Verification failed');
}

/** The browser that asked holds the verifier; only it may have a session, so the one just made is withdrawn. */
async function codeInsteadOf(session: Session, sql: postgres.Sql): Promise<string> {
  const claims = decodeJwt(session.access_token);
  await sql`delete from auth.sessions where id = ${String(claims.session_id)}`;
  const code = await issueAuthCode(sql, String(claims.sub));
  if (!code) throw expired();
  return code;
}
