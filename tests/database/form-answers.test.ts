import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { readForm } from '@/lib/forms/answers';
import type { FormField } from '@/lib/forms/fields';
import { openDatabase, outcomeOf, rpc } from '@/tests/support/database';
import {
  addMember,
  addSite,
  addVisitor,
  type Company,
  createCompany,
  goOnline,
  type Site,
} from '@/tests/support/people';

const sql = openDatabase(2);
const seed = Number(process.env.TEST_SEED ?? Math.trunc(Math.random() * 2 ** 31));
const label = { en: 'Label' };

let company: Company;
let site: Site;
beforeAll(async () => {
  company = await createCompany(sql);
  site = await addSite(sql, company);
});

async function use(fields: readonly FormField[], kind: 'start' | 'rating' = 'start'): Promise<void> {
  const id = randomUUID();
  await rpc(sql, company.administrator, 'save_form', {
    p_organization: company.id,
    p_id: id,
    p_kind: kind,
    p_name: id,
    p_fields: sql.json(fields as never),
  });
  const column = kind === 'start' ? sql`start_form_id` : sql`rating_form_id`;
  await sql`update public.sites set ${column} = ${id} where id = ${site.id}`;
}

type Read = { answers: Record<string, unknown> } & Record<string, unknown>;

/** What the database makes of answers, as the visitor who has none of their own, or as a named one. */
async function judge(answers: unknown, kind = 'start', as?: { id: string }) {
  const read = sql.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', ${JSON.stringify({ sub: as?.id ?? randomUUID() })}, true)`;
    const [row] = await tx<{ read: Read }[]>`
      select private.read_answers(${site.id}, ${kind}, ${tx.json(answers as never)}) as read`;
    return row?.read;
  });
  return outcomeOf(read as Promise<Read | undefined>);
}

const one = (field: Partial<FormField>): FormField => ({ key: 'a', type: 'text', label, ...field });
const options = ['red', 'blue'].map((value) => ({ value, label }));

describe('an answer', () => {
  const kept: [title: string, field: Partial<FormField>, given: unknown, answer: unknown][] = [
    ['a text, trimmed and on one line', {}, '\u00a0 two\n lines \u200b', 'two  lines'],
    ['a long text keeps its lines', { type: 'long_text' }, ' a\r\nb\u0007 ', 'a\nb'],
    ['a text that turns no other', {}, 'Ada \u202egpj.\u2066x\u2069', 'Ada gpj.x'],
    ['a long text that turns no other', { type: 'long_text' }, '\u202aa\nb\u202c', 'a\nb'],
    ['marks of a direction alone are no answer', {}, '\u202e \u2067', undefined],
    ['letters from right to left', {}, 'שלום\u200f עולם', 'שלום\u200f עולם'],
    ['only spaces are no answer', {}, ' \u3000\n', undefined],
    ['nothing is no answer', {}, null, undefined],
    ['an address in small letters', { type: 'email' }, ' Ada@Example.ORG ', 'ada@example.org'],
    ['a phone number as it was typed', { type: 'phone' }, '+33 (0)1.23-45/67 89', '+33 (0)1.23-45/67 89'],
    ['a number with a comma', { type: 'number' }, '-12,50', '-12.50'],
    ['the day of a leap year', { type: 'date' }, '2024-02-29', '2024-02-29'],
    ['a choice', { type: 'choice', options }, 'blue', 'blue'],
    ['no choice', { type: 'choice', options }, '', undefined],
    [
      'choices in the order of the form, once',
      { type: 'choices', options },
      ['blue', 'red', 'blue'],
      ['red', 'blue'],
    ],
    ['no choices', { type: 'choices', options }, [], undefined],
    ['a consent', { type: 'consent', text: label }, true, true],
    ['a consent not given', { type: 'consent', text: label }, false, undefined],
    ['stars', { type: 'rating' }, 4, 4],
  ];
  test.each(kept)('%s', async (_, change, given, answer) => {
    const field = one(change);
    const kind = field.type === 'rating' ? 'rating' : 'start';
    await use([field], kind);
    const expected = answer === undefined ? {} : { a: answer };
    expect(await judge({ a: given }, kind)).toMatchObject({ ok: true, value: { answers: expected } });
    expect(readForm([field], { a: given })).toMatchObject({ answers: expected, problems: new Map() });
  });

  const refused: [title: string, field: Partial<FormField>, given: unknown, code: string][] = [
    ['nothing where something is needed', { required: true }, ' ', 'required'],
    ['no consent where it is needed', { type: 'consent', text: label, required: true }, false, 'required'],
    ['a number instead of a text', {}, 1, 'value_is_invalid'],
    ['a text that is too long', {}, '🙂'.repeat(201), 'text_is_too_long'],
    ['a name that is too long', { key: 'name' }, 'x'.repeat(81), 'text_is_too_long'],
    ['a long text that is too long', { type: 'long_text' }, 'x'.repeat(2001), 'text_is_too_long'],
    ['an address without a dot', { type: 'email' }, 'ada@localhost', 'email_is_invalid'],
    ['an address in other letters', { type: 'email' }, 'адa@example.org', 'email_is_invalid'],
    ['a phone number of letters', { type: 'phone' }, 'call me', 'phone_is_invalid'],
    ['a phone number too short', { type: 'phone' }, '12 34', 'phone_is_invalid'],
    ['a number with a unit', { type: 'number' }, '12 kg', 'number_is_invalid'],
    ['a day there is not', { type: 'date' }, '2023-02-29', 'date_is_invalid'],
    ['a date the other way round', { type: 'date' }, '29/02/2024', 'date_is_invalid'],
    ['an option there is not', { type: 'choice', options }, 'green', 'value_is_invalid'],
    ['choices as a text', { type: 'choices', options }, 'red', 'value_is_invalid'],
    ['consent as a text', { type: 'consent', text: label }, 'yes', 'value_is_invalid'],
    ['six stars', { type: 'rating' }, 6, 'value_is_invalid'],
    ['half a star', { type: 'rating' }, 2.5, 'value_is_invalid'],
  ];
  test.each(refused)('refused: %s', async (_, change, given, code) => {
    const field = one(change);
    const kind = field.type === 'rating' ? 'rating' : 'start';
    await use([field], kind);
    expect(await judge({ [field.key]: given }, kind)).toMatchObject({
      code: 'PT422',
      message: code,
      field: field.key,
    });
    expect(readForm([field], { [field.key]: given }).problems.get(field.key)).toBe(code);
  });
});

test('what is known about the visitor need not be answered, and what they answer is known from then on', async () => {
  const fields = [one({ key: 'name', required: true }), one({ key: 'mail', type: 'email', required: true })];
  await use(fields);
  const visitor = await addVisitor(sql, site);
  expect(await judge({}, 'start', visitor)).toMatchObject({ message: 'required', field: 'name' });
  await sql`update public.visitors set name = 'Ada', email = 'ada@example.org' where id = ${visitor.id}`;
  const known = { name: 'Ada', email: 'ada@example.org' };
  expect(await judge({}, 'start', visitor)).toMatchObject({ ok: true, value: known });
  expect(readForm(fields, {}, known)).toMatchObject({
    problems: new Map(),
    answers: { name: 'Ada', mail: known.email },
  });
  expect(await judge({ name: 'Grace' }, 'start', visitor)).toMatchObject({
    value: { ...known, name: 'Grace' },
  });
});

describe('departments and operators', () => {
  const fields = [
    one({ key: 'to', type: 'department', required: true }),
    one({ key: 'who', type: 'operator' }),
  ];
  const offered = async () => {
    const [row] = await sql<
      { card: { fields: FormField[] } }[]
    >`select private.form_card(${site.id}, 'start') as card`;
    return row?.card.fields.map((field) => field.options ?? []) ?? [];
  };
  const card = async () => (await offered()).map((options) => options.map(({ label }) => label.en));

  test('are offered while somebody is there, and asked of nobody when nobody is [P8, P9, P10]', async () => {
    const member = await addMember(sql, company, { nickname: 'Claire' });
    await use(fields);
    expect(await card()).toEqual([[], []]);
    expect(await judge({})).toMatchObject({ ok: true, value: { department_id: null, member_id: null } });
    await goOnline(sql, company, member);
    expect(await card()).toEqual([['Customer Service'], ['Claire']]);
    expect(await judge({})).toMatchObject({ message: 'required', field: 'to' });
    const [, who = []] = (await offered()).map((options) => options.map(({ value }) => value));
    // Visitors call operators by what means nothing elsewhere.
    expect(who).not.toContain(member.memberId);
    expect(await judge({ to: company.departmentId, who: member.memberId })).toMatchObject({
      message: 'choice_is_gone',
    });
    expect(await judge({ to: company.departmentId, who: who[0] })).toMatchObject({
      ok: true,
      value: { department_id: company.departmentId, member_id: member.memberId },
    });
    expect(await judge({ to: randomUUID() })).toMatchObject({
      code: 'PT422',
      message: 'choice_is_gone',
      field: 'to',
    });
    expect(await judge({ to: company.departmentId, who: company.administrator.memberId })).toMatchObject({
      message: 'choice_is_gone',
      field: 'who',
    });
    await rpc(sql, company.administrator, 'set_department_sites', {
      p_department: company.departmentId,
      p_sites: [site.id],
      p_is_visible: false,
    });
    expect(await card()).toEqual([[], ['Claire']]);
  });
});

/** Any form whose conditions look back, and answers that are often nearly right. */
const text = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'x',
    'Ada Lovelace',
    'a@b.co',
    'A@B.CO ',
    '12',
    '-1,5',
    '+33 1 23 45',
    '2024-02-29',
    '2023-02-29',
    '\u202eab\u202c\n \u2066',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }).map((value) => value.replaceAll('\0', '')),
  fc.string({ minLength: 195, maxLength: 205 }),
);
const form = fc
  .array(
    fc.record({
      type: fc.constantFrom(
        'text',
        'long_text',
        'number',
        'date',
        'choice',
        'choices',
        'consent',
        'phone',
        'email',
      ),
      required: fc.boolean(),
      looksAt: fc.option(fc.nat(), { nil: null }),
      is: fc.constantFrom(['red'], ['blue', 'red'], ['yes'], ['no']),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((drawn): FormField[] => {
    const fields: FormField[] = [];
    for (const { type, required, looksAt, is } of drawn) {
      if ((type === 'email' || type === 'phone') && fields.some((field) => field.type === type)) continue;
      const field = one({ key: `k${fields.length}`, type: type as FormField['type'], required });
      if (type === 'choice' || type === 'choices') field.options = options;
      if (type === 'consent') field.text = label;
      const before = fields.filter((each) =>
        is[0] === 'yes' || is[0] === 'no' ? each.type === 'consent' : each.options !== undefined,
      );
      const [earlier] = looksAt === null ? [] : before.slice(looksAt % Math.max(before.length, 1));
      if (earlier) field.shown_if = { key: earlier.key, is: [...is] };
      fields.push(field);
    }
    return fields;
  });
const anything = fc.oneof(
  { weight: 5, arbitrary: text },
  {
    weight: 3,
    arbitrary: fc.constantFrom('red', 'blue', ['red'], ['blue', 'red'], ['green'], [], true, false, 1, null),
  },
);
const GOOD: Record<string, readonly unknown[]> = {
  text: ['x', ' Ada Lovelace ', null],
  long_text: ['a\nb', ''],
  number: ['12', '-1,5'],
  date: ['2024-02-29', '1999-12-31'],
  choice: ['red', 'blue'],
  choices: [['red'], ['blue', 'red'], []],
  consent: [true, true, false],
  phone: ['+33 1 23 45'],
  email: ['a@b.co', ' A@B.CO'],
};
const typed = fc.record({ isGood: fc.boolean(), again: fc.boolean(), pick: fc.nat(), other: anything });
const tries = fc.array(fc.array(typed, { minLength: 7, maxLength: 7 }), { minLength: 8, maxLength: 8 });

test(`the widget accepts exactly what the database accepts, and both keep the same (TEST_SEED=${seed})`, async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(form, tries, async (fields, drawn) => {
      await use(fields);
      for (const values of drawn) {
        const entries = fields.map(({ key, type }, n) => {
          const { isGood, again, pick, other } = values[n] ?? {};
          const good = GOOD[type] ?? [];
          return [key, isGood || again ? good[(pick ?? 0) % good.length] : other];
        });
        const given = Object.fromEntries(entries);
        const here = readForm(fields, given);
        const there = await judge(given);
        const [first] = here.problems;
        if (first === undefined) {
          accepted += 1;
          expect(there).toMatchObject({ ok: true });
          if (there.ok) expect(there.value?.answers).toEqual(here.answers);
        } else {
          expect(there).toMatchObject({ ok: false, code: 'PT422', message: first[1], field: first[0] });
        }
      }
    }),
    { seed, numRuns: 60 },
  );
  // Neither side may be the one that is never tried.
  expect(accepted).toBeGreaterThan(48);
  expect(accepted).toBeLessThan(432);
}, 120_000);
