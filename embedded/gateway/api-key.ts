import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { SignJWT } from 'jose';
import type { InstallKeys } from '@/embedded/install-keys';

export type ApiKeyCheck =
  | {
      ok: true;
      role: 'anon' | 'service_role' /** The caller's own token, if it sent one. */;
      bearer: string | undefined;
    }
  | { ok: false; status: 401; body: Record<string, string> };

const refuse = (message: string, hint: string): ApiKeyCheck => ({
  ok: false,
  status: 401,
  body: { message, hint },
});

function same(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Browsers name themselves in headers a page cannot remove; Node's fetch sends neither of these. */
function isBrowser(req: IncomingMessage): boolean {
  return (
    req.headers.origin !== undefined ||
    req.headers['sec-fetch-site'] !== undefined ||
    /^\s*mozilla\/5\.0/i.test(req.headers['user-agent'] ?? '')
  );
}

/** The check every API makes first: a known key, and never the secret one from a browser. */
export function checkApiKey(req: IncomingMessage, url: URL, keys: InstallKeys): ApiKeyCheck {
  const header = req.headers.apikey;
  const key = (Array.isArray(header) ? header[0] : header) ?? url.searchParams.get('apikey');
  if (!key)
    return refuse('No API key found in request', 'No `apikey` request header or url param was found.');
  const bearerText = /^bearer\s+(\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
  const bearer = bearerText === undefined || bearerText.startsWith('sb_') ? undefined : bearerText;
  if (same(key, keys.publishableKey)) return { ok: true, role: 'anon', bearer };
  if (!same(key, keys.secretKey)) return refuse('Invalid API key', 'Double check your Supabase `apikey`.');
  if (isBrowser(req)) {
    return refuse(
      'Forbidden use of secret API key in browser',
      'Secret API keys can only be used in a protected environment and should never be used in a browser. Delete this secret API key immediately.',
    );
  }
  return { ok: true, role: 'service_role', bearer };
}

const TOKEN_SECONDS = 3600;

/** The short-lived token the secret key stands for; made anew when half of its life is over. */
export function createServiceTokens(jwtSecret: string): () => Promise<string> {
  const secret = new TextEncoder().encode(jwtSecret);
  let current: { token: Promise<string>; renewAt: number } | undefined;
  return () => {
    const now = Date.now();
    if (!current || now > current.renewAt) {
      const token = new SignJWT({ role: 'service_role', iss: 'foyer-gateway' })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuedAt()
        .setExpirationTime(`${TOKEN_SECONDS}s`)
        .sign(secret);
      current = { token, renewAt: now + (TOKEN_SECONDS * 1000) / 2 };
    }
    return current.token;
  };
}
