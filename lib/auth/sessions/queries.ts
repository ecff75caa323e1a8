import 'server-only';
import { headers } from 'next/headers';
import { cache } from 'react';
import { z } from 'zod';
import { type MySession, mySession } from '@/lib/auth/sessions/closed-doors';
import { clientAddress } from '@/lib/platform/client-ip';
import { env } from '@/lib/platform/env';
import { unwrap } from '@/lib/platform/errors';
import { serverSupabase } from '@/lib/platform/supabase/server';

/** Asked only when something does not open. */
export const getMySession = cache(async (): Promise<MySession> => {
  const supabase = await serverSupabase();
  return mySession.parse(unwrap(await supabase.rpc('my_session')));
});

const signIns = z.object({
  has_second_factor: z.boolean(),
  recovery_codes_left: z.number(),
  sessions: z.array(
    z.object({
      id: z.string(),
      ip: z.string().nullable(),
      user_agent: z.string(),
      created_at: z.string(),
      last_seen_at: z.string(),
      is_this: z.boolean(),
    }),
  ),
});

export type SignIns = z.infer<typeof signIns>;
export type ListedSession = SignIns['sessions'][number];

/** Where the caller is signed in, this device first, and their second factor. */
export async function getMySignIns(): Promise<SignIns> {
  const supabase = await serverSupabase();
  const found = signIns.parse(unwrap(await supabase.rpc('my_sign_ins')));
  return { ...found, sessions: found.sessions.toSorted((a, b) => Number(b.is_this) - Number(a.is_this)) };
}

/** The address this request comes from, as the database would note it. */
export async function getMyAddress(): Promise<string | null> {
  return clientAddress(await headers(), env().TRUSTED_PROXIES);
}
