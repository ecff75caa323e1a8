import type { FieldType, FormField, FormKind, LocalText } from '@/lib/forms/fields';

/** What a form may be made of. private.check_form_fields has the same rules and the last word; places have its names. */

export const LIMITS = { fields: 30, options: 50, label: 120, help: 300, consent: 1000, name: 80 };

const RARE: readonly FieldType[] = ['email', 'phone', 'department', 'operator', 'rating'];
export const isChosenFrom = ({ type }: Pick<FormField, 'type'>): boolean =>
  type === 'choice' || type === 'choices';

/** Types of fields a form of this kind can still get. */
export function typesFor(
  kind: FormKind,
  fields: readonly FormField[],
  all: readonly FieldType[],
): FieldType[] {
  return all.filter((type) => {
    if (type === 'rating' && kind !== 'rating') return false;
    if (type === 'department' && kind === 'rating') return false;
    if (type === 'operator' && kind !== 'start') return false;
    return !(RARE.includes(type) && fields.some((field) => field.type === type));
  });
}

/** What an answer to the field can be, for later ones to be shown by; null where none can. */
export function conditionValues(field: FormField): string[] | null {
  if (isChosenFrom(field)) return (field.options ?? []).map(({ value }) => value);
  if (field.type === 'consent') return ['yes', 'no'];
  return field.type === 'rating' ? ['1', '2', '3', '4', '5'] : null;
}

const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === '';
const isEmpty = (texts: LocalText | undefined): boolean => isBlank(texts?.en) && isBlank(texts?.fr);
const isLong = (texts: LocalText | undefined, max: number): boolean =>
  [texts?.en, texts?.fr].some((text) => [...(text ?? '')].length > max);

/** What is wrong, by place: `fields.2.label`. */
export function checkFields(kind: FormKind, fields: readonly FormField[]): Map<string, string> {
  const problems = new Map<string, string>();
  const text = (texts: LocalText | undefined, at: string, max: number, isRequired: boolean) => {
    if (isRequired && isEmpty(texts)) problems.set(at, 'required');
    else if (isLong(texts, max)) problems.set(at, 'text_is_too_long');
  };
  if (fields.length === 0) problems.set('fields', 'required');
  if (fields.length > LIMITS.fields) problems.set('fields', 'too_many_fields');
  fields.forEach((field, n) => {
    const at = `fields.${n}`;
    text(field.label, `${at}.label`, LIMITS.label, true);
    text(field.help, `${at}.help`, LIMITS.help, false);
    if (isChosenFrom(field)) {
      const options = field.options ?? [];
      if (options.length === 0) problems.set(`${at}.options`, 'required');
      if (options.length > LIMITS.options) problems.set(`${at}.options`, 'too_many_options');
      options.forEach((option, o) => {
        text(option.label, `${at}.options.${o}.label`, LIMITS.label, true);
      });
    }
    if (field.type === 'consent') {
      text(field.text, `${at}.text`, LIMITS.consent, true);
      if (field.link !== undefined && !/^https:\/\/[^\s/]+\S*$/.test(field.link)) {
        problems.set(`${at}.link`, 'web_address_is_invalid');
      }
    }
    if (field.shown_if) {
      const { key, is } = field.shown_if;
      const earlier = fields.slice(0, n).find((each) => each.key === key);
      const values = earlier ? conditionValues(earlier) : null;
      if (!values) problems.set(`${at}.shown_if.key`, 'condition_is_gone');
      else if (is.length === 0) problems.set(`${at}.shown_if.is`, 'required');
      else if (!is.every((one) => values.includes(one)))
        problems.set(`${at}.shown_if.is`, 'condition_is_gone');
    }
  });
  const canBeAnswered = fields.some(
    ({ type, required, shown_if }) => type === 'email' && required && !shown_if,
  );
  if (kind === 'offline' && fields.length > 0 && !canBeAnswered)
    problems.set('fields', 'email_field_is_missing');
  return problems;
}

/** How many texts a language lacks that the other has. */
export function missingIn(locale: 'en' | 'fr', fields: readonly FormField[]): number {
  const other = locale === 'en' ? 'fr' : 'en';
  return fields
    .flatMap(({ label, help, text, options = [] }) => [
      label,
      help,
      text,
      ...options.map((option) => option.label),
    ])
    .filter((texts) => isBlank(texts?.[locale]) && !isBlank(texts?.[other])).length;
}
