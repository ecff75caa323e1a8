import type { AuditEntry } from '@/lib/people/audit/schema';

/** Members who are deleted have no name any more: null. */
export type AuditNames = {
  things: ReadonlyMap<string, string>;
  members: ReadonlyMap<string, string | null>;
  /** The site whose opening hours they are; null: the company's own. */
  calendars: ReadonlyMap<string, string | null>;
};

/** Fields whose values are ids of what has a name. */
export const THING_FIELDS: ReadonlySet<string> = new Set([
  'group_id',
  'skill_id',
  'site_id',
  'department_id',
  'day_type_id',
  'form_id',
  'start_form_id',
  'offline_form_id',
  'rating_form_id',
  'groups',
  'skills',
  'sites',
  'departments',
  'forms',
]);

type Subject = 'member' | 'site' | 'calendar' | 'itself';

/** Whose id an entry has; what is not here has its own, and its name. */
const SUBJECTS: Readonly<Record<string, Subject>> = {
  member: 'member',
  member_limits: 'member',
  member_allowed_addresses: 'member',
  sign_in: 'member',
  invitation: 'member',
  group_member: 'member',
  member_skill: 'member',
  member_site: 'member',
  member_form: 'member',
  department_member: 'member',
  site_agent: 'site',
  hidden_department: 'site',
  targeting_rule: 'site',
  opening_hours: 'calendar',
  opening_slot: 'calendar',
  day_type: 'calendar',
  day_exception: 'calendar',
};

export const subjectOf = ({ entity }: Pick<AuditEntry, 'entity'>): Subject => SUBJECTS[entity] ?? 'itself';

type Ids = { things: string[]; members: string[]; calendars: string[] };

export function idsIn(entries: readonly AuditEntry[]): Ids {
  const things = new Set<string>();
  const members = new Set<string>();
  const calendars = new Set<string>();
  const subjects = { member: members, site: things, calendar: calendars, itself: new Set<string>() };
  for (const entry of entries) {
    if (entry.actor_id) members.add(entry.actor_id);
    subjects[subjectOf(entry)].add(entry.entity_id);
    for (const [field, value] of Object.entries({ ...entry.before, ...entry.after })) {
      if (field === 'member_id' && typeof value === 'string') members.add(value);
      const ids = THING_FIELDS.has(field) ? things : field === 'kept_members' ? members : null;
      if (!ids) continue;
      for (const side of [entry.before?.[field], entry.after?.[field]]) {
        for (const id of Array.isArray(side) ? side : [side]) if (typeof id === 'string') ids.add(id);
      }
    }
  }
  return { things: [...things], members: [...members], calendars: [...calendars] };
}
