import 'server-only';
import { createServerClient } from '@supabase/ssr';
import { type NextRequest, NextResponse } from 'next/server';
import { env } from '@/lib/platform/env';
import { sessionCookie } from '@/lib/platform/supabase/cookies';
import { nodeSocket } from '@/lib/platform/supabase/node-socket';

export type RefreshedSession = { response: NextResponse; isSignedIn: boolean };

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
  return { response, isSignedIn: data !== null || isUnknown };
}
