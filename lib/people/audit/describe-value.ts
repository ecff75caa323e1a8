import type { useTranslations } from 'next-intl';
import { z } from 'zod';
import { languageName } from '@/lib/i18n/language-names';
import { type AuditNames, THING_FIELDS } from '@/lib/people/audit/names';
import type { TimeFormats } from '@/lib/people/time-formats';
import { dateTimeFormat } from '@/lib/platform/format';

export type AuditTexts = ReturnType<typeof useTranslations<'audit'>>;
export type Reading = { texts: AuditTexts; names: AuditNames; formats: TimeFormats; locale: string };

const LIMIT_FIELD = /_max$|^seat_limit$/;
const DAY_FIELD = /^(first|last)_day$/;
const TIME_FIELD = /_(at|by|until|end)$/;

/** Fields with a few fixed values, which have words. */
export const VALUED: ReadonlySet<string> = new Set([
  'launcher_side',
  'rights',
  'modules',
  'scope',
  'status',
  'channels',
  'priority',
  'assignment',
  'distribution',
  'kind',
  'sign_in',
  'date_format',
  'time_format',
  'plan',
  'subscribed_plan',
  'billing_interval',
]);

export function memberName(id: string, otherwise: string, { texts, names }: Reading): string {
  const name = names.members.get(id);
  if (name === null) return texts('deletedUser');
  return name ?? (otherwise || texts('deletedUser'));
}

export function valueText(field: string, value: unknown, reading: Reading): string {
  const { texts, names, formats, locale } = reading;
  if (value === undefined) return '';
  if (value === null) {
    if (field === 'accept_within') return texts('noLimit');
    if (LIMIT_FIELD.test(field)) return texts('unlimited');
    if (field === 'time_zone') return texts('companyZone');
    return field === 'sites' ? texts('allSites') : '';
  }
  if (field === 'fields') return questionsText(value, locale);
  if (field === 'conditions') return conditionsText(value, reading);
  if (Array.isArray(value)) {
    return value
      .map((one) => valueText(field, one, reading))
      .sort((a, b) => a.localeCompare(b))
      .join(', ');
  }
  if (typeof value === 'boolean') return texts(value ? 'yes' : 'no');
  if (field === 'weekday' && typeof value === 'number') return weekdayName(value, locale);
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : JSON.stringify(value);
  if (field === 'member_id' || field === 'kept_members') return memberName(value, '', reading);
  if (THING_FIELDS.has(field)) return names.things.get(value) ?? texts('gone');
  if (field === 'languages' || field === 'locale') return languageName(value, locale);
  if (DAY_FIELD.test(field))
    return dateTimeFormat(locale, 'UTC', { dateStyle: 'medium' }).format(new Date(value));
  if (field === 'starts' || field === 'ends') return value.slice(0, 'hh:mm'.length);
  if (TIME_FIELD.test(field)) return formats.dateTime(value);
  const key = `value.${value}` as 'value.agent';
  return VALUED.has(field) && texts.has(key) ? texts(key) : value;
}

/** A Monday, to count weekdays from. */
const MONDAY = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

const weekdayName = (weekday: number, locale: string): string =>
  dateTimeFormat(locale, 'UTC', { weekday: 'long' }).format(MONDAY + (weekday - 1) * dayMs);

const questions = z.array(z.object({ key: z.string(), label: z.record(z.string(), z.string()).optional() }));

function questionsText(value: unknown, locale: string): string {
  const parsed = questions.safeParse(value);
  if (!parsed.success) return '';
  return parsed.data
    .map(({ key, label }) => label?.[locale] || Object.values(label ?? {}).find(Boolean) || key)
    .join(', ');
}

const conditions = z.array(
  z.object({
    on: z.string(),
    is: z.string(),
    value: z.union([z.string(), z.number(), z.array(z.string())]),
  }),
);

function conditionsText(value: unknown, { texts, locale }: Reading): string {
  const parsed = conditions.safeParse(value);
  if (!parsed.success) return '';
  const word = (kind: 'on' | 'is' | 'device', of: string): string => {
    const key = `condition.${kind}.${of}` as 'condition.on.page';
    return texts.has(key) ? texts(key) : of;
  };
  return parsed.data
    .map(({ on, is, value: given }) => {
      const values = Array.isArray(given) ? given : [String(given)];
      const told = values.map((one) => {
        if (on === 'language') return languageName(one, locale);
        return on === 'device' ? word('device', one) : one;
      });
      return texts('condition.line', { on: word('on', on), is: word('is', is), value: told.join(', ') });
    })
    .join('; ');
}
