/** A form as the database keeps it and as a visitor's browser draws it; private.check_form_fields has the rules. */

export const FORM_KINDS = ['start', 'offline', 'rating'] as const;
export type FormKind = (typeof FORM_KINDS)[number];

export const FIELD_TYPES = [
  'text',
  'long_text',
  'email',
  'phone',
  'number',
  'date',
  'choice',
  'choices',
  'department',
  'operator',
  'consent',
  'rating',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** Where one language is missing, visitors read the other. */
export type LocalText = { en?: string | undefined; fr?: string | undefined };
export type FormOption = { value: string; label: LocalText };
/** Shown when the answer to an earlier field is one of these: values of options, yes or no, stars. */
export type Condition = { key: string; is: string[] };

export type FormField = {
  /** `name` is who writes. */
  key: string;
  type: FieldType;
  label: LocalText;
  help?: LocalText | undefined;
  required?: boolean | undefined;
  options?: FormOption[] | undefined;
  shown_if?: Condition | undefined;
  /** What is agreed to. */
  text?: LocalText | undefined;
  link?: string | undefined;
};

/** As a site shows it: departments and operators have their options filled in. */
export type FormCard = { id: string | null; kind: FormKind; fields: FormField[] };

export type Answer = string | string[] | number | boolean;
export type Answers = Record<string, Answer>;

/** As many choices as are seen at once; more go into a list. */
export const SEEN_AT_ONCE = 5;

/** The text in a language, which may name a country too, or in the other when it is missing. */
export function inLanguage(texts: LocalText | undefined, locale: string): string {
  const { en = '', fr = '' } = texts ?? {};
  const [own, other] = locale.startsWith('fr') ? [fr, en] : [en, fr];
  return own.trim() === '' ? other : own;
}
