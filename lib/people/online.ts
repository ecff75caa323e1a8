import { z } from 'zod';
import { unwrap } from '@/lib/platform/errors';
import type { Rest } from '@/lib/platform/supabase/rest';

/** What the database answers about at once; who is listed further down is shown as the page was drawn. */
export const ONLINE_MAX = 1000;

/** Who of these, at most ONLINE_MAX, is online at this moment, by the database's clock. */
export async function readOnline(
  rest: Rest,
  organizationId: string,
  memberIds: readonly string[],
): Promise<string[]> {
  const answer = await rest.rpc('who_is_online', {
    p_organization: organizationId,
    p_members: [...memberIds],
  });
  return z.array(z.string()).parse(unwrap(answer));
}
