import 'server-only';
import { z } from 'zod';
import type { SignInSession } from '@/lib/auth/sessions/noted-session';
import { unwrap } from '@/lib/platform/errors';
import { adminSupabase } from '@/lib/platform/supabase/admin';

const recorded = z.object({ is_revoked: z.boolean(), needs_second_factor: z.boolean() });

export type SessionState = 'admitted' | 'revoked' | 'needs_second_factor';

/** Tells the database where the session comes from; only the server sees it, and so only the server may say it. */
export async function noteSession(
  session: SignInSession,
  address: string | null,
  userAgent: string,
): Promise<SessionState> {
  const answer = await adminSupabase().rpc('record_session', {
    p_session: session.id,
    p_user: session.userId,
    // The generated types do not know that arguments may be null.
    p_ip: address as string,
    p_user_agent: userAgent,
  });
  const state = recorded.parse(unwrap(answer));
  if (state.is_revoked) return 'revoked';
  return state.needs_second_factor ? 'needs_second_factor' : 'admitted';
}
