import 'server-only';
import { unwrap } from '@/lib/platform/errors';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

/** Signs one device out: its tokens open nothing from now on, and its sockets hear nothing more. */
export async function endSession(supabase: DatabaseClient, sessionId: string): Promise<void> {
  unwrap(await supabase.rpc('revoke_sessions', { p_session: sessionId }));
}

/** Signs every other device out; answers how many there were. */
export async function endOtherSessions(supabase: DatabaseClient): Promise<number> {
  return unwrap(await supabase.rpc('revoke_sessions', {}));
}
