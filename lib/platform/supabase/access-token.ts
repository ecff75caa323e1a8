import { UserError } from '@/lib/platform/errors';

export type AccessToken = { token: string; expiresAtMs: number };
export type AccessTokenSource = () => Promise<AccessToken>;

/** The server renews a token that has less than 90 s left, so asking below this always brings a fresh one. */
const RENEW_BELOW_MS = 60_000;

const SESSION_PATH = '/api/session';

async function fetchAccessToken(sessionUrl: string): Promise<AccessToken> {
  const answer = await fetch(sessionUrl, { cache: 'no-store', credentials: 'same-origin' });
  if (answer.status === 401) throw new UserError('session_is_over', { status: 401 });
  if (!answer.ok) throw new Error(`The session answered ${answer.status}.`);
  const { access_token, expires_at } = (await answer.json()) as { access_token: string; expires_at: number };
  return { token: access_token, expiresAtMs: expires_at * 1000 };
}

/**
 * Keeps the page's access token in memory only, and fetches a new one before it ends. Runs in workers too,
 * which a page hands what it has: `current`.
 */
export function createAccessTokenSource(
  sessionUrl: string = SESSION_PATH,
  now: () => number = Date.now,
  current?: AccessToken,
): AccessTokenSource {
  let pending: Promise<AccessToken> | undefined;
  return async () => {
    if (current && current.expiresAtMs - now() > RENEW_BELOW_MS) return current;
    pending ??= fetchAccessToken(sessionUrl).finally(() => {
      pending = undefined;
    });
    current = await pending;
    return current;
  };
}
