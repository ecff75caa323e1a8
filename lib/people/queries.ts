import 'server-only';
import { z } from 'zod';
import { MEMBER_RIGHTS } from '@/lib/auth/permissions';
import { AVAILABILITY_STATUSES, type AvailabilityStatus } from '@/lib/people/availability';
import { unwrap } from '@/lib/platform/errors';
import { serverSupabase } from '@/lib/platform/supabase/server';

export async function getMyAvailability(
  organizationId: string,
  memberId: string,
): Promise<AvailabilityStatus> {
  const supabase = await serverSupabase();
  const answer = await supabase
    .from('agent_availability')
    .select('status')
    .eq('organization_id', organizationId)
    .eq('member_id', memberId)
    .maybeSingle();
  return (
    z
      .object({ status: z.enum(AVAILABILITY_STATUSES) })
      .nullable()
      .parse(unwrap(answer))?.status ?? 'away'
  );
}

const memberRow = z.object({
  id: z.string(),
  nickname: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  email: z.string().nullable(),
  avatar_path: z.string().nullable(),
  rights: z.array(z.enum(MEMBER_RIGHTS)),
  status: z.enum(['invited', 'active', 'suspended']),
});

export type ListedMember = z.infer<typeof memberRow> & { departments: string[] };

/** Everybody of the organization, with the departments they answer for. */
export async function listMembers(organizationId: string): Promise<ListedMember[]> {
  const supabase = await serverSupabase();
  const [members, departments, places] = await Promise.all([
    supabase
      .from('members')
      .select('id, nickname, first_name, last_name, email, avatar_path, rights, status')
      .eq('organization_id', organizationId)
      .neq('status', 'deleted')
      .order('position')
      .order('created_at'),
    supabase.from('departments').select('id, name').eq('organization_id', organizationId).order('position'),
    supabase
      .from('department_members')
      .select('department_id, member_id')
      .eq('organization_id', organizationId),
  ]);
  const names = z.array(z.object({ id: z.string(), name: z.string() })).parse(unwrap(departments));
  const memberships = z
    .array(z.object({ department_id: z.string(), member_id: z.string() }))
    .parse(unwrap(places));
  return z
    .array(memberRow)
    .parse(unwrap(members))
    .map((member) => ({
      ...member,
      departments: names
        .filter(({ id }) =>
          memberships.some((place) => place.department_id === id && place.member_id === member.id),
        )
        .map(({ name }) => name),
    }));
}
