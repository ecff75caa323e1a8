import 'server-only';
import { z } from 'zod';
import { MEMBER_RIGHTS, type MemberRight, MODULES, SCOPES } from '@/lib/auth/permissions';
import type { MemberChanges } from '@/lib/people/commands';
import { type Plan, planGroup, planRights } from '@/lib/people/directory/plan-changes';
import { type MemberResult, memberResults } from '@/lib/people/directory/schema';
import type { MemberAccess } from '@/lib/people/presets';
import { type Leftover, removeLeftovers } from '@/lib/people/sign-in/commands';
import { UserError, unwrap } from '@/lib/platform/errors';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

type Where = { supabase: DatabaseClient; organizationId: string };

/** Who changes what, where. */
export type Actor = Where & { access: MemberAccess };

/** What the database takes in one call. */
const CHANGED_AT_ONCE = 500;
/** What an address has room for. */
const READ_AT_ONCE = 100;

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}

/** The same change to many members; each succeeds or fails by itself. */
async function changeMembers(
  { supabase, organizationId }: Where,
  memberIds: readonly string[],
  changes: MemberChanges,
): Promise<MemberResult[]> {
  const results: MemberResult[] = [];
  for (const ids of chunks(memberIds, CHANGED_AT_ONCE)) {
    const answer = await supabase.rpc('update_members', {
      p_organization: organizationId,
      p_members: ids,
      p_changes: changes,
    });
    results.push(...memberResults.parse(unwrap(answer)));
  }
  return results;
}

/** Those in no plan are as they were asked to be. */
async function carryOut(
  actor: Actor,
  memberIds: readonly string[],
  plans: readonly Plan[],
): Promise<MemberResult[]> {
  const codes = new Map<string, string | null>();
  for (const { changes, ids } of plans) {
    for (const { id, code } of await changeMembers(actor, ids, changes)) codes.set(id, code);
  }
  return memberIds.map((id) => ({ id, code: codes.get(id) ?? null }));
}

const accessRow = z.object({
  id: z.string(),
  rights: z.array(z.enum(MEMBER_RIGHTS)),
  modules: z.array(z.enum(MODULES)),
  scope: z.enum(SCOPES),
});

/** One right on or off. What each holds besides is read here, now, and not taken from a screen that may be old. */
export async function changeRight(
  actor: Actor,
  memberIds: readonly string[],
  change: { right: MemberRight; isOn: boolean },
): Promise<MemberResult[]> {
  const rows: z.infer<typeof accessRow>[] = [];
  for (const ids of chunks(memberIds, READ_AT_ONCE)) {
    const answer = await actor.supabase
      .from('members')
      .select('id, rights, modules, scope')
      .eq('organization_id', actor.organizationId)
      .in('id', ids);
    rows.push(...z.array(accessRow).parse(unwrap(answer)));
  }
  return carryOut(actor, memberIds, planRights(rows, change, actor.access));
}

const placeRow = z.object({ member_id: z.string(), group_id: z.string() });

export async function changeGroup(
  actor: Actor,
  memberIds: readonly string[],
  change: { groupId: string; isIn: boolean },
): Promise<MemberResult[]> {
  const groups = new Map<string, string[]>(memberIds.map((id) => [id, []]));
  for (const ids of chunks(memberIds, READ_AT_ONCE)) {
    const answer = await actor.supabase
      .from('group_members')
      .select('member_id, group_id')
      .eq('organization_id', actor.organizationId)
      .in('member_id', ids);
    for (const place of z.array(placeRow).parse(unwrap(answer))) {
      groups.get(place.member_id)?.push(place.group_id);
    }
  }
  const rows = [...groups].map(([id, ids]) => ({ id, groups: ids }));
  return carryOut(actor, memberIds, planGroup(rows, change));
}

export function changeStatus(
  where: Where,
  memberIds: readonly string[],
  status: 'active' | 'suspended',
): Promise<MemberResult[]> {
  return changeMembers(where, memberIds, { status });
}

const leftoverRow = z.object({
  id: z.string(),
  user_id: z.string().nullable(),
  avatar_path: z.string().nullable(),
});

/** With their pictures, and with the sign-ins that open nothing any more. */
export async function deleteMembers(where: Where, memberIds: readonly string[]): Promise<MemberResult[]> {
  const leftovers = new Map<string, Leftover>();
  for (const ids of chunks(memberIds, READ_AT_ONCE)) {
    const answer = await where.supabase
      .from('members')
      .select('id, user_id, avatar_path')
      .eq('organization_id', where.organizationId)
      .in('id', ids);
    for (const row of z.array(leftoverRow).parse(unwrap(answer))) {
      leftovers.set(row.id, { userId: row.user_id, avatarPath: row.avatar_path });
    }
  }
  const results = await changeMembers(where, memberIds, { status: 'deleted' });
  const gone = results.filter(({ code }) => code === null).map(({ id }) => leftovers.get(id));
  await removeLeftovers(gone.filter((leftover) => leftover !== undefined));
  return results;
}

export async function deleteMember(where: Where, memberId: string): Promise<void> {
  const [result] = await deleteMembers(where, [memberId]);
  if (result?.code) throw new UserError(result.code, { status: 409 });
}

export async function moveMember(
  supabase: DatabaseClient,
  memberId: string,
  beforeId: string | null,
): Promise<void> {
  const place = beforeId === null ? {} : { p_before: beforeId };
  unwrap(await supabase.rpc('move_member', { p_member: memberId, ...place }));
}
