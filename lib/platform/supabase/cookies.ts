import type { CookieOptionsWithName } from '@supabase/ssr';

const DAYS_400_SECONDS = 400 * 24 * 60 * 60;

/**
 * No script may read the session: pages ask /api/session for a short-lived access token instead, and
 * the refresh token never leaves the cookie.
 */
export function sessionCookie(appUrl: string): CookieOptionsWithName {
  return {
    name: 'foyer-session',
    httpOnly: true,
    sameSite: 'lax',
    secure: appUrl.startsWith('https:'),
    path: '/',
    maxAge: DAYS_400_SECONDS,
  };
}
