import { describe, expect, test } from 'vitest';
import { checkFields } from '@/lib/forms/check-fields';
import { asSaved, moved, newField, newOptionValue, starterFields, withField } from '@/lib/forms/editing';
import { FIELD_TYPES, FORM_KINDS, type FormField, inLanguage } from '@/lib/forms/fields';

test.each(FORM_KINDS)('a new form of the kind %s can be saved as it is', (kind) => {
  expect(checkFields(kind, starterFields(kind)).size).toBe(0);
});

test('a new question has a key no other has', () => {
  const fields: FormField[] = [];
  for (const type of [...FIELD_TYPES, ...FIELD_TYPES]) fields.push(newField(type, fields));
  expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length);
  const [first, , third] = fields
    .filter(({ type }) => type === 'choice')
    .flatMap(({ options = [] }) => options);
  expect([first?.value, third?.value]).toEqual(['option_1', 'option_1']);
});

test('a new choice takes the place of one that was removed', () => {
  const field = newField('choice', []);
  const [, second] = field.options ?? [];
  expect(newOptionValue(field)).toBe('option_3');
  expect(newOptionValue({ ...field, options: second ? [second] : [] })).toBe('option_1');
});

test('a question is taken to another place, and nowhere else', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
});

test('a question that was taken out comes back at its place, but never beside another of its key', () => {
  const [one, other]: FormField[] = ['one', 'other'].map((key) => ({ key, type: 'text', label: {} }));
  if (!one || !other) throw new Error('There are two.');
  expect(withField([other], one, 0)).toEqual([one, other]);
  expect(withField([], one, 3)).toEqual([one]);
  expect(withField([one, other], { ...one, required: true }, 1)).toEqual([one, other]);
});

test.each(['fr', 'fr-FR', 'fr-CA'])('whose browser says %s reads French', (locale) => {
  expect(inLanguage({ en: 'Name', fr: 'Nom' }, locale)).toBe('Nom');
  expect(inLanguage({ en: 'Name', fr: ' ' }, locale)).toBe('Name');
});

describe('there is something to save', () => {
  const field: FormField = { key: 'text_1', type: 'text', label: { en: 'Name' } };
  const form = { name: 'Before', fields: [field] };
  const other = (part: Partial<FormField>) => asSaved({ ...form, fields: [{ ...field, ...part }] });

  test('when anything differs', () => {
    expect(other({ required: true })).not.toBe(asSaved(form));
    expect(other({ label: { en: 'Names' } })).not.toBe(asSaved(form));
    expect(other({ shown_if: { key: 'topic', is: ['a'] } })).not.toBe(asSaved(form));
    expect(asSaved({ ...form, name: 'After' })).not.toBe(asSaved(form));
  });

  test('but not when what was typed was taken back, or ticked in another order', () => {
    expect(other({ help: { en: '' }, required: false, link: undefined })).toBe(asSaved(form));
    expect(asSaved({ ...form, name: 'Before ' })).toBe(asSaved(form));
    expect(other({ shown_if: { key: 'topic', is: ['a', 'b'] } })).toBe(
      other({ shown_if: { key: 'topic', is: ['b', 'a'] } }),
    );
  });
});
