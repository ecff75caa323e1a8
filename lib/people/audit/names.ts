import type { AuditEntry } from '@/lib/people/audit/schema';

/** Members who are deleted have no name any more: null. */
export type AuditNames = {
  things: ReadonlyMap<string, string>;
  members: ReadonlyMap<string, string | null>;
};

/** Fields whose values are ids of what has a name. */
export const THING_FIELDS: ReadonlySet<string> = new Set([
  'group_id',
  'skill_id',
  'site_id',
  'department_id',
  'groups',
  'skills',
  'sites',
  'departments',
]);
const THINGS: ReadonlySet<string> = new Set([
  'group',
  'skill',
  'site',
  'site_agent',
  'hidden_department',
  'department',
  'form',
]);
/** Their rows carry no name: the site's is looked up. */
const OF_SITES: ReadonlySet<string> = new Set(['site_agent', 'hidden_department']);

/** The subject of an entry is a member, unless it is one of the few that are not. */
export const isAboutMember = ({ entity }: Pick<AuditEntry, 'entity'>): boolean =>
  !THINGS.has(entity) && !['organization', 'seats', 'billing_account', 'member_import'].includes(entity);

export function idsIn(entries: readonly AuditEntry[]): { things: string[]; members: string[] } {
  const things = new Set<string>();
  const members = new Set<string>();
  for (const entry of entries) {
    if (entry.actor_id) members.add(entry.actor_id);
    if (isAboutMember(entry)) members.add(entry.entity_id);
    else if (OF_SITES.has(entry.entity)) things.add(entry.entity_id);
    for (const [field, value] of Object.entries({ ...entry.before, ...entry.after })) {
      if (field === 'member_id' && typeof value === 'string') members.add(value);
      const ids = THING_FIELDS.has(field) ? things : field === 'kept_members' ? members : null;
      if (!ids) continue;
      for (const side of [entry.before?.[field], entry.after?.[field]]) {
        for (const id of Array.isArray(side) ? side : [side]) if (typeof id === 'string') ids.add(id);
      }
    }
  }
  return { things: [...things], members: [...members] };
}
