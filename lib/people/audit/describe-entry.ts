import type { useTranslations } from 'next-intl';
import { languageName } from '@/lib/i18n/language-names';
import { type AuditNames, isAboutMember, THING_FIELDS } from '@/lib/people/audit/names';
import type { AuditEntry } from '@/lib/people/audit/schema';
import type { TimeFormats } from '@/lib/people/time-formats';

export type AuditTexts = ReturnType<typeof useTranslations<'audit'>>;
export type AuditChange = { field: string; label: string; before: string | null; after: string | null };
export type DescribedEntry = {
  id: number;
  who: string;
  what: string;
  when: string;
  ip: string;
  changes: AuditChange[];
};

type Reading = { texts: AuditTexts; names: AuditNames; formats: TimeFormats; locale: string };

/** Told by the sentence, or of no meaning to people. */
const UNTOLD: ReadonlySet<string> = new Set(['id', 'organization_id', 'search_text', 'public_key']);
const LINKS: Record<string, string> = {
  group_member: 'group_id',
  member_skill: 'skill_id',
  member_site: 'site_id',
  department_member: 'department_id',
  site_agent: 'member_id',
  hidden_department: 'department_id',
};
const LIMIT_FIELD = /_max$|^seat_limit$/;
const TIME_FIELD = /_(at|by|until|end)$/;

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

function memberName(id: string, otherwise: string, { texts, names }: Reading): string {
  const name = names.members.get(id);
  if (name === null) return texts('deletedUser');
  return name ?? (otherwise || texts('deletedUser'));
}

function sentence(entry: AuditEntry, reading: Reading): string {
  const { texts, names } = reading;
  const subject = isAboutMember(entry)
    ? memberName(entry.entity_id, entry.entity_name, reading)
    : names.things.get(entry.entity_id) || entry.entity_name;
  const link = LINKS[entry.entity];
  const linked = link ? valueText(link, (entry.after ?? entry.before)?.[link], reading) : '';
  const status = entry.entity === 'member' && entry.verb === 'changed' ? entry.after?.status : undefined;
  const values = { name: subject, other: linked, file: String(entry.after?.file_name ?? '') };
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
  return [...fields]
    .filter((field) => !UNTOLD.has(field) && field !== link)
    .map((field) => ({
      field,
      label: labelOf(field, reading.texts),
      before: entry.before ? valueText(field, entry.before[field], reading) : null,
      after: entry.after ? valueText(field, entry.after[field], reading) : null,
    }))
    .filter(({ before, after }) => entry.verb === 'changed' || Boolean(before ?? after));
}

function labelOf(field: string, texts: AuditTexts): string {
  const key = `field.${field}` as 'field.email';
  return texts.has(key) ? texts(key) : field;
}

function valueText(field: string, value: unknown, reading: Reading): string {
  const { texts, names, formats, locale } = reading;
  if (value === undefined) return '';
  if (value === null) {
    if (LIMIT_FIELD.test(field)) return texts('unlimited');
    return field === 'sites' ? texts('allSites') : '';
  }
  if (Array.isArray(value)) {
    return value
      .map((one) => valueText(field, one, reading))
      .sort((a, b) => a.localeCompare(b))
      .join(', ');
  }
  if (typeof value === 'boolean') return texts(value ? 'yes' : 'no');
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : JSON.stringify(value);
  if (field === 'member_id' || field === 'kept_members') return memberName(value, '', reading);
  if (THING_FIELDS.has(field)) return names.things.get(value) ?? texts('gone');
  if (field === 'languages' || field === 'locale') return languageName(value, locale);
  if (TIME_FIELD.test(field)) return formats.dateTime(value);
  const key = `value.${value}` as 'value.agent';
  return VALUED.has(field) && texts.has(key) ? texts(key) : value;
}

/** Fields with a few fixed values, which have words. */
const VALUED: ReadonlySet<string> = new Set([
  'rights',
  'modules',
  'scope',
  'status',
  'channels',
  'priority',
  'assignment',
  'sign_in',
  'date_format',
  'time_format',
  'plan',
  'subscribed_plan',
  'billing_interval',
]);
