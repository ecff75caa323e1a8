import 'server-only';
import { createClient } from '@supabase/supabase-js';
import { env } from '@/lib/platform/env';
import type { Database } from '@/lib/platform/supabase/database.types';
import { nodeSocket } from '@/lib/platform/supabase/node-socket';

/**
 * Speaks with the secret key and so passes every policy. Only for what nobody signed in may do: rate
 * limits, invitations before sign-in, visitors' sessions. The import rules list who may use it.
 */
export function adminSupabase() {
  const { SUPABASE_URL, SUPABASE_SECRET_KEY } = env();
  return createClient<Database>(SUPABASE_URL, SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    realtime: { transport: nodeSocket },
  });
}
