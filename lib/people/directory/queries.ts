import 'server-only';
import { z } from 'zod';
import { isDescending, type MembersQuery } from '@/lib/people/directory/query';
import {
  type Choice,
  listedMember,
  type MembersCursor,
  type MembersPage,
  type Seats,
} from '@/lib/people/directory/schema';
import { unwrap } from '@/lib/platform/errors';
import { serverSupabase } from '@/lib/platform/supabase/server';

const PAGE_SIZE = 50;

const listAnswer = z.object({
  members: z.array(listedMember),
  total: z.number().nullable(),
  limit: z.number(),
});

/** A page of the organization's members, found by the last row before it. */
export async function listMembers(
  organizationId: string,
  query: MembersQuery,
  after: MembersCursor | null = null,
): Promise<MembersPage> {
  const supabase = await serverSupabase();
  const answer = await supabase.rpc('list_members', {
    p_organization: organizationId,
    p_search: query.search,
    ...(query.right && { p_right: query.right }),
    ...(query.group && { p_group: query.group }),
    ...(query.site && { p_site: query.site }),
    ...(query.status && { p_status: query.status }),
    p_sort: query.sort,
    p_is_descending: isDescending(query.sort),
    ...(after && { p_after_key: after.key, p_after_id: after.id }),
    p_limit: PAGE_SIZE,
  });
  const { members, total, limit } = listAnswer.parse(unwrap(answer));
  return { members: members.slice(0, limit), hasMore: members.length > limit, total };
}

export async function getSeats(organizationId: string): Promise<Seats> {
  const supabase = await serverSupabase();
  const answer = await supabase
    .from('seats')
    .select('used, seat_limit')
    .eq('organization_id', organizationId)
    .single();
  const { used, seat_limit } = z
    .object({ used: z.number(), seat_limit: z.number().nullable() })
    .parse(unwrap(answer));
  return { used, limit: seat_limit };
}

export async function listGroupChoices(organizationId: string): Promise<Choice[]> {
  const supabase = await serverSupabase();
  const answer = await supabase
    .from('groups')
    .select('id, name')
    .eq('organization_id', organizationId)
    .order('name');
  return z.array(z.object({ id: z.string(), name: z.string() })).parse(unwrap(answer));
}

/** Forms with advisers: what is asked after a conversation gives nobody one to take. */
export async function listAdvisedFormChoices(organizationId: string): Promise<Choice[]> {
  const supabase = await serverSupabase();
  const answer = await supabase
    .from('forms')
    .select('id, name')
    .eq('organization_id', organizationId)
    .neq('kind', 'rating')
    .order('name');
  return z.array(z.object({ id: z.string(), name: z.string() })).parse(unwrap(answer));
}
