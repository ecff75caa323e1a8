import { SignJWT } from 'jose';
import { inject } from 'vitest';
import type { Caller } from './database';

export type Answer = { status: number; body: unknown; text: string };
type Request = { method?: string; path: string; body?: unknown; raw?: string; prefer?: string };

/** The token somebody would hold: Auth's for a person, the widget route's for a visitor. */
export function tokenOf(
  caller: Caller,
  { secret = inject('backend').jwtSecret, expires = '15m' }: { secret?: string; expires?: string } = {},
): Promise<string> {
  return new SignJWT({ role: caller.role, aud: 'authenticated', ...(caller.id ? { sub: caller.id } : {}) })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(secret));
}

const tokens = new Map<string | null, Promise<string>>();
function tokenFor(caller: Caller): Promise<string> {
  const token = tokens.get(caller.id) ?? tokenOf(caller);
  tokens.set(caller.id, token);
  return token;
}

/** The REST door, used as anybody outside would: with the publishable key and, signed in, a token. */
export async function rest(caller: Caller, request: Request): Promise<Answer> {
  const { url, publishableKey, secretKey } = inject('backend');
  const body = request.raw ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
  const response = await fetch(`${url}/rest/v1/${request.path}`, {
    method: request.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      apikey: caller.role === 'service_role' ? secretKey : publishableKey,
      ...(caller.role === 'authenticated' ? { authorization: `Bearer ${await tokenFor(caller)}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(request.prefer ? { prefer: request.prefer } : {}),
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, text, body: parse(text) };
}

/** The code of a refusal as clients read it. */
export const codeOf = (answer: Answer): unknown => (answer.body as { code?: unknown } | null)?.code;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
