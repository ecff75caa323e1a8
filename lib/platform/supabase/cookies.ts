import type { CookieOptionsWithName } from '@supabase/ssr';

/** Long sessions are split over cookies of this name followed by .0, .1 and so on. */
export const SESSION_COOKIE = 'foyer-session';

const DAYS_400_SECONDS = 400 * 24 * 60 * 60;

/**
 * No script may read the session: pages ask /api/session for a short-lived access token instead, and
 * the refresh token never leaves the cookie.
 */
export function sessionCookie(appUrl: string): CookieOptionsWithName {
  return {
    name: SESSION_COOKIE,
    httpOnly: true,
    sameSite: 'lax',
    secure: appUrl.startsWith('https:'),
    path: '/',
    maxAge: DAYS_400_SECONDS,
  };
}
