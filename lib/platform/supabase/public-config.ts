import 'server-only';
import { env } from '@/lib/platform/env';

/** What a browser needs to reach the backend; given to it at run time, never compiled in. */
export type PublicConfig = { supabaseUrl: string; publishableKey: string };

export function publicConfig(): PublicConfig {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  return { supabaseUrl: SUPABASE_URL, publishableKey: SUPABASE_PUBLISHABLE_KEY };
}
