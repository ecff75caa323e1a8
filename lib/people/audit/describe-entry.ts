import { type AuditTexts, memberName, type Reading, valueText } from '@/lib/people/audit/describe-value';
import { subjectOf } from '@/lib/people/audit/names';
import type { AuditEntry } from '@/lib/people/audit/schema';

export type AuditChange = { field: string; label: string; before: string | null; after: string | null };
export type DescribedEntry = {
  id: number;
  who: string;
  what: string;
  when: string;
  ip: string;
  changes: AuditChange[];
};

/** Told by the sentence, or of no meaning to people. */
export const UNTOLD: ReadonlySet<string> = new Set(['id', 'organization_id', 'search_text', 'public_key']);
export const LINKS: Record<string, string> = {
  group_member: 'group_id',
  member_skill: 'skill_id',
  member_site: 'site_id',
  member_form: 'form_id',
  department_member: 'department_id',
  site_agent: 'member_id',
  hidden_department: 'department_id',
};

/** A row of the log as people read it. */
export function describeEntry(entry: AuditEntry, reading: Reading): DescribedEntry {
  const { texts, formats } = reading;
  return {
    id: entry.id,
    who: entry.actor_id === null ? texts('foyer') : memberName(entry.actor_id, '', reading),
    what: sentence(entry, reading),
    when: formats.dateTime(entry.created_at),
    ip: entry.ip ?? '',
    changes: changesOf(entry, reading),
  };
}

function subjectName(entry: AuditEntry, reading: Reading): string {
  const { texts, names } = reading;
  const { entity_id: id, entity_name: name } = entry;
  switch (subjectOf(entry)) {
    case 'member':
      return memberName(id, name, reading);
    case 'site':
      return names.things.get(id) ?? texts('gone');
    case 'calendar': {
      const site = names.calendars.get(id);
      if (site === null) return texts('theCompany');
      return (site && names.things.get(site)) ?? texts('gone');
    }
    case 'itself':
      return name;
  }
}

function sentence(entry: AuditEntry, reading: Reading): string {
  const { texts } = reading;
  const link = LINKS[entry.entity];
  const linked = link ? valueText(link, (entry.after ?? entry.before)?.[link], reading) : '';
  const status = entry.entity === 'member' && entry.verb === 'changed' ? entry.after?.status : undefined;
  const values = {
    name: subjectName(entry, reading),
    item: entry.entity_name,
    other: linked,
    file: String(entry.after?.file_name ?? ''),
  };
  const candidates = [
    ...(typeof status === 'string' ? [`sentence.member.${status}`] : []),
    `sentence.${entry.entity}.${entry.verb}`,
    `sentence.other.${entry.verb}`,
  ];
  const key = candidates.find((candidate) => texts.has(candidate as never)) ?? 'sentence.other.changed';
  return texts(key as 'sentence.other.changed', values);
}

function changesOf(entry: AuditEntry, reading: Reading): AuditChange[] {
  const link = LINKS[entry.entity];
  const fields = new Set([...Object.keys(entry.before ?? {}), ...Object.keys(entry.after ?? {})]);
  return (
    [...fields]
      .filter((field) => !UNTOLD.has(field) && field !== link)
      .map((field) => ({
        field,
        label: labelOf(field, reading.texts),
        before: entry.before ? valueText(field, entry.before[field], reading) : null,
        after: entry.after ? valueText(field, entry.after[field], reading) : null,
      }))
      // What did not change is told to say which it is: once is enough.
      .map((change) => (change.before === change.after ? { ...change, before: null } : change))
      .filter(({ before, after }) => (before !== null && after !== null) || Boolean(before ?? after))
  );
}

function labelOf(field: string, texts: AuditTexts): string {
  const key = `field.${field}` as 'field.email';
  return texts.has(key) ? texts(key) : field;
}
