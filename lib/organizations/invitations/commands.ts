import 'server-only';
import { z } from 'zod';
import { unwrap } from '@/lib/platform/errors';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

const accepted = z.object({ organization_slug: z.string() });

/** Binds the signed-in person to the invited member; answers the organization's slug. */
export async function acceptInvitation(supabase: DatabaseClient, token: string): Promise<string> {
  const answer = await supabase.rpc('accept_invitation', { p_token: token });
  return accepted.parse(unwrap(answer)).organization_slug;
}

/** The secret of a new invitation. Only its hash is kept, so this is the one time it can be shown. */
export async function createInvitation(supabase: DatabaseClient, memberId: string): Promise<string> {
  return z.string().parse(unwrap(await supabase.rpc('create_invitation', { p_member: memberId })));
}
