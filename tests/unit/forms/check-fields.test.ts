import { describe, expect, test } from 'vitest';
import { checkFields, conditionValues, missingIn, typesFor } from '@/lib/forms/check-fields';
import { FIELD_TYPES, type FormField } from '@/lib/forms/fields';

const label = { en: 'Label', fr: 'Libellé' };
const field = (part: Partial<FormField>): FormField => ({ key: 'text_1', type: 'text', label, ...part });
const topic = field({
  key: 'topic',
  type: 'choice',
  options: [
    { value: 'repair', label },
    { value: 'order', label },
  ],
});
const email = field({ key: 'email_1', type: 'email', required: true });

describe('what is wrong with a form, by place [N18]', () => {
  const cases: [title: string, fields: FormField[], problems: Record<string, string>][] = [
    ['nothing', [topic, field({ shown_if: { key: 'topic', is: ['repair'] } })], {}],
    ['no question', [], { fields: 'required' }],
    ['a question without a text', [field({ label: { en: ' ' } })], { 'fields.0.label': 'required' }],
    ['one with a text in one language', [field({ label: { fr: 'Nom' } })], {}],
    [
      'a text that is too long',
      [field({ help: { en: 'a'.repeat(301) } })],
      { 'fields.0.help': 'text_is_too_long' },
    ],
    ['letters of two halves count as one', [field({ label: { en: '🛠'.repeat(120) } })], {}],
    ['no choices', [field({ ...topic, options: [] })], { 'fields.0.options': 'required' }],
    [
      'a choice without a text',
      [field({ ...topic, options: [{ value: 'one', label: {} }] })],
      { 'fields.0.options.0.label': 'required' },
    ],
    ['consent to nothing', [field({ type: 'consent' })], { 'fields.0.text': 'required' }],
    [
      'a link that is no address',
      [field({ type: 'consent', text: label, link: 'http://shop.example' })],
      { 'fields.0.link': 'web_address_is_invalid' },
    ],
    [
      'a condition on a later question',
      [field({ shown_if: { key: 'topic', is: ['repair'] } }), topic],
      { 'fields.0.shown_if.key': 'condition_is_gone' },
    ],
    [
      'a condition on no answer',
      [topic, field({ shown_if: { key: 'topic', is: [] } })],
      { 'fields.1.shown_if.is': 'required' },
    ],
    [
      'a condition on a choice that is gone',
      [topic, field({ shown_if: { key: 'topic', is: ['sale'] } })],
      { 'fields.1.shown_if.is': 'condition_is_gone' },
    ],
  ];
  test.each(cases)('%s', (_, fields, problems) => {
    expect(Object.fromEntries(checkFields('start', fields))).toEqual(problems);
  });

  test('a message for later needs an address that is always asked', () => {
    const missing = { fields: 'email_field_is_missing' };
    const problems = (fields: FormField[]) => Object.fromEntries(checkFields('offline', fields));
    expect(problems([field({})])).toEqual(missing);
    expect(problems([{ ...email, required: false }])).toEqual(missing);
    expect(problems([topic, { ...email, shown_if: { key: 'topic', is: ['repair'] } }])).toEqual(missing);
    expect(problems([email])).toEqual({});
  });
});

test('what can still be asked depends on the moment and on what is asked already [P8, P9]', () => {
  expect(typesFor('start', [], FIELD_TYPES)).toEqual(FIELD_TYPES.filter((type) => type !== 'rating'));
  expect(typesFor('start', [email], FIELD_TYPES)).not.toContain('email');
  expect(typesFor('start', [field({})], FIELD_TYPES)).toContain('text');
  expect(typesFor('offline', [], FIELD_TYPES)).toContain('department');
  expect(typesFor('offline', [], FIELD_TYPES)).not.toContain('operator');
  expect(typesFor('rating', [], FIELD_TYPES)).toContain('rating');
  expect(typesFor('rating', [], FIELD_TYPES)).not.toContain('department');
});

test('only what has a known set of answers can be waited for', () => {
  expect(conditionValues(topic)).toEqual(['repair', 'order']);
  expect(conditionValues(field({ type: 'consent' }))).toEqual(['yes', 'no']);
  expect(conditionValues(field({}))).toBeNull();
});

test('texts of one language only are counted as missing in the other', () => {
  const half = field({ label: { en: 'Name' }, help: { en: 'As on the bill', fr: ' ' } });
  expect(missingIn('fr', [half, topic])).toBe(2);
  expect(missingIn('en', [half, topic])).toBe(0);
});
