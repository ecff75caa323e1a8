import { PostgrestClient } from '@supabase/postgrest-js';
import { type AccessTokenSource, createAccessTokenSource } from '@/lib/platform/supabase/access-token';
import type { Database } from '@/lib/platform/supabase/database.types';
import type { PublicConfig } from '@/lib/platform/supabase/public-config';

/**
 * The browser's own client: REST as the signed-in member. It is put together from Supabase's parts
 * because the whole of supabase-js weighs 55 KB and brings an Auth client that has nothing to do here.
 */
export type BrowserSupabase = {
  rest: PostgrestClient<Database>;
  accessToken: AccessTokenSource;
  config: PublicConfig;
};

export function createBrowserSupabase(
  config: PublicConfig,
  accessToken = createAccessTokenSource(),
): BrowserSupabase {
  const rest = new PostgrestClient<Database>(`${config.supabaseUrl}/rest/v1`, {
    headers: { apikey: config.publishableKey },
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('Authorization', `Bearer ${(await accessToken()).token}`);
      return fetch(input, { ...init, headers });
    },
  });
  return { rest, accessToken, config };
}
