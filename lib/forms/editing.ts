import type { FieldType, FormField, FormKind, LocalText } from '@/lib/forms/fields';

function freeName(taken: readonly string[], stem: string): string {
  let n = 1;
  while (taken.includes(`${stem}_${n}`)) n += 1;
  return `${stem}_${n}`;
}

export const newOptionValue = (field: FormField): string =>
  freeName(
    (field.options ?? []).map(({ value }) => value),
    'option',
  );

/** An empty field of a type, under a key no other has. `name` is the text that says who writes. */
export function newField(type: FieldType | 'name', fields: readonly FormField[]): FormField {
  if (type === 'name') {
    return { key: 'name', type: 'text', label: { en: 'Your name', fr: 'Votre nom' }, required: true };
  }
  const field: FormField = {
    key: freeName(
      fields.map(({ key }) => key),
      type,
    ),
    type,
    label: {},
  };
  if (type === 'choice' || type === 'choices') {
    field.options = ['option_1', 'option_2'].map((value) => ({ value, label: {} }));
  }
  if (type === 'consent') return { ...field, required: true, text: {} };
  if (type === 'email')
    return { ...field, required: true, label: { en: 'E-mail address', fr: 'Adresse e-mail' } };
  if (type === 'rating') return { ...field, required: true };
  return field;
}

export function starterFields(kind: FormKind): FormField[] {
  if (kind === 'rating') {
    return [
      { ...newField('rating', []), label: { en: 'How was it?', fr: 'Comment cela s’est-il passé\u00a0?' } },
    ];
  }
  const name = newField('name', []);
  return [name, newField('email', [name])];
}

/** The list with one item taken to another place. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  const others = items.filter((_, n) => n !== from);
  return [...others.slice(0, to), item, ...others.slice(to)];
}

/** The list with a field that was taken out back at its place; unless another of its key has come meanwhile. */
export function withField(fields: readonly FormField[], field: FormField, place: number): FormField[] {
  if (fields.some(({ key }) => key === field.key)) return [...fields];
  return [...fields.slice(0, place), field, ...fields.slice(place)];
}

const written = (texts: LocalText | undefined): string[] => [texts?.en ?? '', texts?.fr ?? ''];

/** What saving would keep: equal for two forms that differ in nothing, such as a text that was typed and taken back. */
export function asSaved({ name, fields }: { name: string; fields: readonly FormField[] }): string {
  return JSON.stringify([
    name.trim(),
    fields.map((field) => [
      field.key,
      field.type,
      written(field.label),
      written(field.help),
      field.required ?? false,
      (field.options ?? []).map(({ value, label }) => [value, written(label)]),
      field.shown_if ? [field.shown_if.key, [...field.shown_if.is].sort()] : null,
      written(field.text),
      field.link ?? '',
    ]),
  ]);
}
