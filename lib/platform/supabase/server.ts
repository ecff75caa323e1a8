import 'server-only';
import { createServerClient } from '@supabase/ssr';
import { cookies } from 'next/headers';
import { cache } from 'react';
import { env } from '@/lib/platform/env';
import { sessionCookie } from '@/lib/platform/supabase/cookies';
import type { Database } from '@/lib/platform/supabase/database.types';
import { nodeSocket } from '@/lib/platform/supabase/node-socket';

/** Speaks as the signed-in person, one client per request. */
export const serverSupabase = cache(async () => {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, APP_URL } = env();
  const store = await cookies();
  return createServerClient<Database>(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    realtime: { transport: nodeSocket },
    cookieOptions: sessionCookie(APP_URL),
    cookies: {
      getAll: () => store.getAll(),
      setAll: (changes) => {
        try {
          for (const { name, value, options } of changes) store.set(name, value, options);
        } catch {
          // A server component may not set cookies; the proxy has already refreshed the session.
        }
      },
    },
  });
});
