import 'server-only';
import { createServerClient } from '@supabase/ssr';
import { type NextRequest, NextResponse } from 'next/server';
import { env } from '@/lib/platform/env';
import { SESSION_COOKIE, sessionCookie } from '@/lib/platform/supabase/cookies';
import { nodeSocket } from '@/lib/platform/supabase/node-socket';

/** What the token says about itself; its signature has been checked. */
export type SessionClaims = { id: string; userId: string; issuedAt: number };

export type RefreshedSession = {
  response: NextResponse;
  isSignedIn: boolean;
  /** Null also when Auth could not be asked. */
  claims: SessionClaims | null;
  /** The browser came with a session that is no longer one. */
  isOver: boolean;
};

/**
 * The only place that refreshes a session: refresh tokens work once, and two places would race.
 * New cookies go onto the request, for the page rendered now, and onto the response, for the browser.
 */
export async function refreshSession(
  request: NextRequest,
  requestHeaders: Headers,
): Promise<RefreshedSession> {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, APP_URL } = env();
  const next = () => NextResponse.next({ request: { headers: requestHeaders } });
  const hadSession = sessionCookieNames(request).length > 0;
  let response = next();

  const supabase = createServerClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    realtime: { transport: nodeSocket },
    cookieOptions: sessionCookie(APP_URL),
    cookies: {
      getAll: () => request.cookies.getAll(),
      setAll: (changes, cacheHeaders) => {
        for (const { name, value } of changes) request.cookies.set(name, value);
        requestHeaders.set('cookie', request.headers.get('cookie') ?? '');
        response = next();
        for (const { name, value, options } of changes) response.cookies.set(name, value, options);
        for (const [name, value] of Object.entries(cacheHeaders)) response.headers.set(name, value);
      },
    },
  });
  const { data, error } = await supabase.auth.getClaims();
  // An Auth server that does not answer says nothing about the session: the page will tell, not a redirect.
  const isUnknown =
    error !== null && (error.status === undefined || error.status === 0 || error.status >= 500);
  const isSignedIn = data !== null || isUnknown;
  return {
    response,
    isSignedIn,
    claims: data && readClaims(data.claims),
    isOver: hadSession && !isSignedIn,
  };
}

function readClaims({ session_id, sub, iat }: { session_id?: string; sub: string; iat: number }) {
  return session_id === undefined ? null : { id: session_id, userId: sub, issuedAt: iat };
}

const sessionCookieNames = (request: NextRequest): string[] =>
  request.cookies
    .getAll()
    .map(({ name }) => name)
    .filter((name) => name === SESSION_COOKIE || name.startsWith(`${SESSION_COOKIE}.`));

/** The request goes on as one of somebody who is not signed in, and the browser forgets the session. */
export function withoutSession(request: NextRequest, requestHeaders: Headers): NextResponse {
  const names = sessionCookieNames(request);
  for (const name of names) request.cookies.delete(name);
  requestHeaders.set('cookie', request.headers.get('cookie') ?? '');
  const response = NextResponse.next({ request: { headers: requestHeaders } });
  for (const name of names) response.cookies.set(name, '', { ...sessionCookie(env().APP_URL), maxAge: 0 });
  return response;
}
