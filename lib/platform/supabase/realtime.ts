import { RealtimeClient } from '@supabase/realtime-js';
import type { BrowserSupabase } from '@/lib/platform/supabase/browser';

/** The browser's socket, signed in as the member. Connects when the first channel is joined. */
export function createRealtime({
  config,
  accessToken,
}: Pick<BrowserSupabase, 'config' | 'accessToken'>): RealtimeClient {
  return new RealtimeClient(`${config.supabaseUrl.replace(/^http/, 'ws')}/realtime/v1`, {
    params: { apikey: config.publishableKey },
    accessToken,
  });
}
