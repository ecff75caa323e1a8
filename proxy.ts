import { type NextRequest, NextResponse } from 'next/server';
import { env, isProduction } from '@/lib/platform/env';
import { newId } from '@/lib/platform/ids';
import { NONCE_HEADER, ORGANIZATION_HEADER } from '@/lib/platform/request-headers';
import { contentSecurityPolicy, STRICT_TRANSPORT_SECURITY } from '@/lib/platform/security-headers';
import { refreshSession } from '@/lib/platform/supabase/proxy';

const SIGNED_OUT_PATHS = /^\/(sign-in|sign-up|forgot-password|reset-password|auth\/|invite\/|api\/|$)/;
/** A page of its own that only carries a site's snippet; it brings its own policy. */
const SNIPPET_PAGE = /^\/[^/]+\/sites\/[^/]+\/test\/page$/;

/** Refreshes the session, sends people who have none to the sign-in page, and sets the policy. Decides no permission. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { APP_URL, SUPABASE_URL } = env();
  const { pathname, search } = request.nextUrl;
  const nonce = newId().replaceAll('-', '');
  const policy = contentSecurityPolicy({ nonce, supabaseUrl: SUPABASE_URL, isDevelopment: !isProduction });

  const headers = new Headers(request.headers);
  headers.set(NONCE_HEADER, nonce);
  headers.set('Content-Security-Policy', policy);
  headers.set(ORGANIZATION_HEADER, pathname.split('/')[1] ?? '');

  const session = await refreshSession(request, headers);
  let { response } = session;
  // Only navigations are redirected: an action that finds no session answers so, and what was typed stays.
  if (!session.isSignedIn && !SIGNED_OUT_PATHS.test(pathname) && request.method === 'GET') {
    const signIn = request.nextUrl.clone();
    signIn.pathname = '/sign-in';
    signIn.search = new URLSearchParams({ next: pathname + search }).toString();
    const redirect = NextResponse.redirect(signIn);
    for (const cookie of response.cookies.getAll()) redirect.cookies.set(cookie);
    response = redirect;
  }
  if (!SNIPPET_PAGE.test(pathname) && !pathname.startsWith('/api/')) {
    response.headers.set('Content-Security-Policy', policy);
  }
  if (APP_URL.startsWith('https:'))
    response.headers.set('Strict-Transport-Security', STRICT_TRANSPORT_SECURITY);
  return response;
}

export const config = {
  // Not for files, the widget (visitors have no session) and the health check.
  matcher: ['/((?!_next/|widget/|api/widget/|api/health|.*\\.[a-z0-9]+$).*)'],
};
