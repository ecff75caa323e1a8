import 'server-only';
import type { NextRequest, NextResponse } from 'next/server';
import { noteSession, type SessionState } from '@/lib/auth/sessions/note-session';
import { isNoted, NOTED_COOKIE, notedMark, type SignInSession } from '@/lib/auth/sessions/noted-session';
import { answerError } from '@/lib/platform/action';
import { clientAddress } from '@/lib/platform/client-ip';
import { env } from '@/lib/platform/env';
import { sessionCookie } from '@/lib/platform/supabase/cookies';

/**
 * Notes the session when its token or its address is new, and says whether it may go on. In between the browser's
 * mark answers, which costs nothing: what the session opens is decided by the database for each statement anyway.
 */
export async function admitSession(
  request: NextRequest,
  response: NextResponse,
  session: SignInSession,
  isAlwaysAsked: boolean,
): Promise<SessionState> {
  const { TRUSTED_PROXIES, SUPABASE_SECRET_KEY, APP_URL } = env();
  const address = clientAddress(request.headers, TRUSTED_PROXIES);
  const mark = notedMark(SUPABASE_SECRET_KEY, session, address);
  if (!isAlwaysAsked && isNoted(request.cookies.get(NOTED_COOKIE)?.value, mark)) return 'admitted';
  try {
    const state = await noteSession(session, address, request.headers.get('user-agent') ?? '');
    // Only an admitted one is left alone from here on: the others are asked until they have passed.
    if (state === 'admitted') {
      response.cookies.set({ ...sessionCookie(APP_URL), name: NOTED_COOKIE, value: mark });
    }
    return state;
  } catch (error) {
    // The database decides by what it knows; a note that could not be made is made with the next request.
    answerError(error, 'auth.note-session');
    return 'admitted';
  }
}
