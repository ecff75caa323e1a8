import { type NextRequest, NextResponse } from 'next/server';
import { admitSession } from '@/lib/auth/sessions/admit-session';
import type { SessionState } from '@/lib/auth/sessions/note-session';
import { env, isProduction } from '@/lib/platform/env';
import { newId } from '@/lib/platform/ids';
import { NONCE_HEADER, ORGANIZATION_HEADER } from '@/lib/platform/request-headers';
import { contentSecurityPolicy, STRICT_TRANSPORT_SECURITY } from '@/lib/platform/security-headers';
import { refreshSession, withoutSession } from '@/lib/platform/supabase/proxy';

const SIGNED_OUT_PATHS = /^\/(sign-in|sign-up|forgot-password|reset-password|auth\/|invite\/|api\/|$)/;
/** Where somebody may be who still owes the code or a password of their own; everything else leads to its page. */
const BEFORE_THE_REST = /^\/(sign-in\/(code|new-password)$|forgot-password|auth\/|invite\/|api\/)/;
const PAGE_OF_STATE: Partial<Record<SessionState, string>> = {
  needs_second_factor: '/sign-in/code',
  needs_password: '/sign-in/new-password',
};
/** Whoever is signed in comes here only because something is closed to them: the reason is asked anew. */
const DOOR = /^\/sign-in(\/|$)/;
/** A page of its own that only carries a site's snippet; it brings its own policy. */
const SNIPPET_PAGE = /^\/[^/]+\/sites\/[^/]+\/test\/page$/;

/** Refreshes and notes the session, sends people who have none to the sign-in page, and sets the policy. Decides no permission. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { APP_URL, SUPABASE_URL } = env();
  const { pathname } = request.nextUrl;
  const nonce = newId().replaceAll('-', '');
  const policy = contentSecurityPolicy({ nonce, supabaseUrl: SUPABASE_URL, isDevelopment: !isProduction });

  const headers = new Headers(request.headers);
  headers.set(NONCE_HEADER, nonce);
  headers.set('Content-Security-Policy', policy);
  headers.set(ORGANIZATION_HEADER, pathname.split('/')[1] ?? '');

  const response = await answerFor(request, headers);
  if (!SNIPPET_PAGE.test(pathname) && !pathname.startsWith('/api/')) {
    response.headers.set('Content-Security-Policy', policy);
  }
  if (APP_URL.startsWith('https:'))
    response.headers.set('Strict-Transport-Security', STRICT_TRANSPORT_SECURITY);
  return response;
}

async function answerFor(request: NextRequest, headers: Headers): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  const session = await refreshSession(request, headers);
  let { response, isSignedIn, isOver } = session;
  // Only navigations are redirected: an action that finds no session answers so, and what was typed stays.
  const isNavigation = request.method === 'GET';

  if (session.claims) {
    const state = await admitSession(request, response, session.claims, DOOR.test(pathname));
    if (state === 'revoked') {
      response = withoutSession(request, headers);
      isSignedIn = false;
      isOver = true;
    }
    const page = PAGE_OF_STATE[state];
    if (page !== undefined && isNavigation && !BEFORE_THE_REST.test(pathname)) {
      return redirectTo(request, response, page, {});
    }
  }
  if (!isSignedIn && isNavigation && (pathname === '/sign-in' ? isOver : !SIGNED_OUT_PATHS.test(pathname))) {
    const isTold = request.nextUrl.searchParams.has('ended');
    if (pathname !== '/sign-in' || !isTold)
      return redirectTo(request, response, '/sign-in', isOver ? { ended: '1' } : {});
  }
  return response;
}

/** To a page of the sign-in, from where the way leads back here; new cookies go along. */
function redirectTo(
  request: NextRequest,
  response: NextResponse,
  pathname: string,
  about: Record<string, string>,
): NextResponse {
  const { nextUrl } = request;
  const next = DOOR.test(nextUrl.pathname)
    ? nextUrl.searchParams.get('next')
    : nextUrl.pathname + nextUrl.search;
  const target = nextUrl.clone();
  target.pathname = pathname;
  target.search = new URLSearchParams({ ...(next ? { next } : {}), ...about }).toString();
  const redirect = NextResponse.redirect(target);
  for (const cookie of response.cookies.getAll()) redirect.cookies.set(cookie);
  return redirect;
}

export const config = {
  // Not for files, the widget (visitors have no session), the health check, and what other machines call. Files are named
  // one by one: whatever merely looks like one could be a page.
  matcher: [
    '/((?!_next/|widget/|api/widget/|api/health$|api/webhooks/|api/cron/|(?:icon\\.svg|favicon\\.ico|realtime-heartbeat\\.js)$).*)',
  ],
};
