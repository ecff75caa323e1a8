import 'server-only';
import { createClient } from '@supabase/supabase-js';
import { env } from '@/lib/platform/env';
import type { Database } from '@/lib/platform/supabase/database.types';
import { nodeSocket } from '@/lib/platform/supabase/node-socket';

/** Speaks as whoever signs in with it and remembers nobody: for checking a password beside a session. */
export function passingSupabase() {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  return createClient<Database>(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    realtime: { transport: nodeSocket },
  });
}
