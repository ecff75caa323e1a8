import type { CircleKind } from '@/lib/people/groups/schema';
import { type Outcome, toOutcome } from '@/lib/platform/outcome';
import type { Rest } from '@/lib/platform/supabase/rest';

export const PEOPLE_PAGE_LENGTH = 30;
const readTimeoutMs = 15_000;

/** One of the people found, with the key the next page begins after. */
export type FoundMember = {
  id: string;
  key: string;
  nickname: string;
  first_name: string;
  last_name: string;
  email: string | null;
  avatar_path: string | null;
  is_manageable: boolean;
};

export type FoundPage = { members: FoundMember[]; hasMore: boolean };

type Search = {
  organizationId: string;
  search: string;
  /** Only who is in it. */
  circle?: { kind: CircleKind; id: string };
  after?: FoundMember;
  signal: AbortSignal;
};

/** People by name, whom the caller may change; or the members of one circle. */
export async function findMembers(
  rest: Rest,
  { organizationId, search, circle, after, signal }: Search,
): Promise<Outcome<FoundPage>> {
  const call = rest.rpc('list_members', {
    p_organization: organizationId,
    p_search: search,
    p_sort: 'name',
    p_limit: PEOPLE_PAGE_LENGTH,
    ...(circle?.kind === 'group' ? { p_group: circle.id } : {}),
    ...(circle?.kind === 'skill' ? { p_skill: circle.id } : {}),
    ...(circle?.kind === 'department' ? { p_department: circle.id } : {}),
    ...(circle ? {} : { p_is_manageable: true }),
    ...(after ? { p_after_key: after.key, p_after_id: after.id } : {}),
  });
  const answer = await call
    .abortSignal(AbortSignal.any([signal, AbortSignal.timeout(readTimeoutMs)]))
    .retry(false);
  const outcome = toOutcome<{ members: FoundMember[] }>(answer);
  if (outcome.kind !== 'done') return outcome;
  const { members } = outcome.data;
  return {
    kind: 'done',
    data: { members: members.slice(0, PEOPLE_PAGE_LENGTH), hasMore: members.length > PEOPLE_PAGE_LENGTH },
  };
}
