import { RealtimeClient } from '@supabase/realtime-js';
import { reconnectDelayMs } from '@/lib/platform/realtime/delays';
import type { BrowserSupabase } from '@/lib/platform/supabase/browser';

/** The browser's socket, signed in as the member. Connects when the first channel is joined. */
export function createRealtime({
  config,
  accessToken,
}: Pick<BrowserSupabase, 'config' | 'accessToken'>): RealtimeClient {
  return new RealtimeClient(`${config.supabaseUrl.replace(/^http/, 'ws')}/realtime/v1`, {
    params: { apikey: config.publishableKey },
    accessToken,
    reconnectAfterMs: (tries) => reconnectDelayMs(tries),
    // Browsers slow the timers of hidden pages to one a minute; the server gives up on a socket silent that long.
    worker: true,
    workerUrl: '/realtime-heartbeat.js',
  });
}
