import 'server-only';
import { z } from 'zod';
import type { SignInSession } from '@/lib/auth/sessions/noted-session';
import { unwrap } from '@/lib/platform/errors';
import { adminSupabase } from '@/lib/platform/supabase/admin';

const recorded = z.object({
  is_revoked: z.boolean(),
  needs_second_factor: z.boolean(),
  needs_password: z.boolean(),
});

export type SessionState = 'admitted' | 'revoked' | 'needs_second_factor' | 'needs_password';

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
    p_token_issued_at: new Date(session.issuedAt * 1000).toISOString(),
  });
  const state = recorded.parse(unwrap(answer));
  if (state.is_revoked) return 'revoked';
  if (state.needs_second_factor) return 'needs_second_factor';
  return state.needs_password ? 'needs_password' : 'admitted';
}
