import 'server-only';
import type { CircleKind } from '@/lib/people/groups/schema';
import { unwrap } from '@/lib/platform/errors';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

type Named = { kind: CircleKind; id: string };

/** Makes the circle with this id, or renames it. */
export async function saveCircle(
  supabase: DatabaseClient,
  organizationId: string,
  { kind, id, name }: Named & { name: string },
): Promise<void> {
  const parameters = { p_organization: organizationId, p_id: id, p_name: name };
  const save = { group: 'save_group', skill: 'save_skill', department: 'save_department' } as const;
  unwrap(await supabase.rpc(save[kind], parameters));
}

export async function deleteCircle(supabase: DatabaseClient, { kind, id }: Named): Promise<void> {
  if (kind === 'group') unwrap(await supabase.rpc('delete_group', { p_group: id }));
  else if (kind === 'skill') unwrap(await supabase.rpc('delete_skill', { p_skill: id }));
  else unwrap(await supabase.rpc('delete_department', { p_department: id }));
}

/** Puts members in or takes them out; answers how many changed. */
export async function setCircleMembers(
  supabase: DatabaseClient,
  { kind, id, memberIds, isMember }: Named & { memberIds: string[]; isMember: boolean },
): Promise<number> {
  const rest = { p_members: memberIds, p_is_member: isMember };
  if (kind === 'group') return unwrap(await supabase.rpc('set_group_members', { p_group: id, ...rest }));
  if (kind === 'skill') return unwrap(await supabase.rpc('set_skill_members', { p_skill: id, ...rest }));
  return unwrap(await supabase.rpc('set_department_members', { p_department: id, ...rest }));
}
