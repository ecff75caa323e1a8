import 'server-only';
import { UserError, unwrap } from '@/lib/platform/errors';
import { adminSupabase } from '@/lib/platform/supabase/admin';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

/** A person and the session they sit at, out of a token whose signature was checked. */
export type RecoveringSession = { id: string; sessionId: string };

const named = ({ id, sessionId }: RecoveringSession) => ({ p_user: id, p_session: sessionId });

/** Notes that the session was made by a link for a forgotten password; Auth's tokens do not say it everywhere. */
export async function beginRecovery(supabase: DatabaseClient): Promise<void> {
  const { data, error } = await supabase.auth.getClaims();
  if (error) throw error;
  if (!data) throw new UserError('link_is_over', { status: 410 });
  const { sub, session_id } = data.claims;
  unwrap(await adminSupabase().rpc('begin_recovery', named({ id: sub, sessionId: session_id })));
}

/**
 * Whether this session may set a new password without the old one: a link in the mailbox made it, a short while ago,
 * and it owes no second factor.
 */
export async function isRecovering(session: RecoveringSession): Promise<boolean> {
  return unwrap(await adminSupabase().rpc('is_recovering', named(session)));
}

export async function endRecovery(session: RecoveringSession): Promise<void> {
  unwrap(await adminSupabase().rpc('end_recovery', named(session)));
}
