import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { only, openDatabase, rpc, tryRpc } from '@/tests/support/database';
import {
  addMember,
  addSite,
  addVisitor,
  type Company,
  createCompany,
  goOnline,
  type Member,
  startConversation,
} from '@/tests/support/people';

type Field = Record<string, unknown>;
type Kind = 'start' | 'offline' | 'rating';

const sql = openDatabase(4);
let company: Company;
beforeAll(async () => {
  company = await createCompany(sql);
});

const label = { en: 'Label' };
const text = { key: 'order', type: 'text', label };
const choice = { key: 'topic', type: 'choice', label, options: [{ value: 'returns', label }] };
const email = { key: 'email', type: 'email', label, required: true };

const save = (kind: Kind, fields: unknown, name: string = randomUUID(), id: string = randomUUID()) =>
  tryRpc<{ id: string }>(sql, company.administrator, 'save_form', {
    p_organization: company.id,
    p_id: id,
    p_kind: kind,
    p_name: name,
    p_fields: sql.json(fields as never),
  });
const saved = async (kind: Kind, fields: readonly Field[]): Promise<string> => {
  const result = await save(kind, fields);
  if (!result.ok) throw new Error(`${result.message} ${result.field}`);
  return result.value.id;
};

describe('a form is refused, with the place', () => {
  const refused: [title: string, kind: Kind, fields: unknown, code: string, field: string][] = [
    ['no list', 'start', {}, 'value_is_invalid', 'fields'],
    ['no field', 'start', [], 'required', 'fields'],
    [
      'too many',
      'start',
      Array.from({ length: 31 }, (_, n) => ({ ...text, key: `k${n}` })),
      'too_many_fields',
      'fields',
    ],
    ['something unknown', 'start', [{ ...text, style: 'red' }], 'value_is_invalid', 'fields.0'],
    [
      'a required that is no yes or no',
      'start',
      [{ ...text, required: 'yes' }],
      'value_is_invalid',
      'fields.0',
    ],
    ['a key with a space', 'start', [{ ...text, key: 'a b' }], 'value_is_invalid', 'fields.0.key'],
    ['a key used twice', 'start', [text, text], 'value_is_invalid', 'fields.1.key'],
    ['a name that is a choice', 'start', [{ ...choice, key: 'name' }], 'value_is_invalid', 'fields.0.key'],
    [
      'an unknown type',
      'start',
      [{ ...text, type: 'file' }],
      'field_type_is_not_for_this_form',
      'fields.0.type',
    ],
    [
      'stars before it began',
      'start',
      [{ ...text, type: 'rating' }],
      'field_type_is_not_for_this_form',
      'fields.0.type',
    ],
    [
      'an operator where nobody is',
      'offline',
      [email, { ...text, type: 'operator' }],
      'field_type_is_not_for_this_form',
      'fields.1.type',
    ],
    [
      'a department afterwards',
      'rating',
      [{ ...text, type: 'department' }],
      'field_type_is_not_for_this_form',
      'fields.0.type',
    ],
    [
      'two addresses',
      'start',
      [email, { ...email, key: 'other' }],
      'field_type_is_there_already',
      'fields.1.type',
    ],
    ['no label', 'start', [{ key: 'a', type: 'text' }], 'required', 'fields.0.label'],
    ['an empty label', 'start', [{ ...text, label: { en: ' ', fr: '' } }], 'required', 'fields.0.label'],
    [
      'a label that is no text',
      'start',
      [{ ...text, label: { en: 1 } }],
      'value_is_invalid',
      'fields.0.label',
    ],
    [
      'a label in a language unknown',
      'start',
      [{ ...text, label: { de: 'x' } }],
      'value_is_invalid',
      'fields.0.label',
    ],
    [
      'a long label',
      'start',
      [{ ...text, label: { en: 'x'.repeat(121) } }],
      'text_is_too_long',
      'fields.0.label',
    ],
    [
      'a long help',
      'start',
      [{ ...text, help: { fr: 'x'.repeat(301) } }],
      'text_is_too_long',
      'fields.0.help',
    ],
    ['a choice of nothing', 'start', [{ ...choice, options: [] }], 'required', 'fields.0.options'],
    ['options of a text', 'start', [{ ...text, options: [] }], 'value_is_invalid', 'fields.0.options'],
    [
      'an option twice',
      'start',
      [{ ...choice, options: [choice.options[0], choice.options[0]] }],
      'value_is_invalid',
      'fields.0.options.1.value',
    ],
    [
      'an option without a label',
      'start',
      [{ ...choice, options: [{ value: 'a' }] }],
      'required',
      'fields.0.options.0.label',
    ],
    [
      'too many options',
      'start',
      [{ ...choice, options: Array.from({ length: 51 }, (_, n) => ({ value: `v${n}`, label })) }],
      'too_many_options',
      'fields.0.options',
    ],
    ['consent to nothing', 'start', [{ ...text, type: 'consent' }], 'required', 'fields.0.text'],
    [
      'a consent’s link that is no https',
      'start',
      [{ ...text, type: 'consent', text: label, link: 'javascript:alert(1)' }],
      'web_address_is_invalid',
      'fields.0.link',
    ],
    [
      'a text to agree to in a text',
      'start',
      [{ ...text, text: label }],
      'value_is_invalid',
      'fields.0.text',
    ],
    [
      'a condition on a later field',
      'start',
      [{ ...text, shown_if: { key: 'topic', is: ['returns'] } }, choice],
      'condition_is_gone',
      'fields.0.shown_if.key',
    ],
    [
      'a condition on a text',
      'start',
      [text, { ...choice, shown_if: { key: 'order', is: ['1'] } }],
      'condition_is_gone',
      'fields.1.shown_if.key',
    ],
    [
      'a condition on an option that is gone',
      'start',
      [choice, { ...text, shown_if: { key: 'topic', is: ['gone'] } }],
      'condition_is_gone',
      'fields.1.shown_if.is',
    ],
    [
      'a condition of values without end',
      'start',
      [choice, { ...text, shown_if: { key: 'topic', is: Array(51).fill(choice.options[0]?.value) } }],
      'value_is_invalid',
      'fields.1.shown_if.is',
    ],
    [
      'a condition on nothing',
      'start',
      [choice, { ...text, shown_if: { key: 'topic', is: [] } }],
      'required',
      'fields.1.shown_if.is',
    ],
    ['a message nobody can answer', 'offline', [text], 'email_field_is_missing', 'fields'],
    [
      'an address that need not be given',
      'offline',
      [{ ...email, required: false }],
      'email_field_is_missing',
      'fields',
    ],
  ];
  test.each(refused)('%s', async (_, kind, fields, message, field) => {
    expect(await save(kind, fields)).toMatchObject({ ok: false, code: 'PT422', message, field });
  });

  test('without a name, with a long one, or with one that is taken', async () => {
    expect(await save('start', [text], ' ')).toMatchObject({ message: 'required', field: 'name' });
    expect(await save('start', [text], 'x'.repeat(81))).toMatchObject({
      message: 'text_is_too_long',
      field: 'name',
    });
    expect(await save('start', [text], 'Réclamation')).toMatchObject({ ok: true });
    expect(await save('start', [text], 'reclamation')).toMatchObject({
      message: 'name_is_taken',
      field: 'name',
    });
  });

  test('when another form has its id, of another kind or of another company', async () => {
    const id = await saved('start', [text]);
    expect(await save('rating', [text], 'Other kind', id)).toMatchObject({ code: '42501' });
    const other = await createCompany(sql);
    const taken = await tryRpc(sql, other.administrator, 'save_form', {
      p_organization: other.id,
      p_id: id,
      p_kind: 'start',
      p_name: 'Theirs',
      p_fields: sql.json([text]),
    });
    expect(taken).toMatchObject({ code: '42501' });
  });
});

describe('two people who change the same form', () => {
  const write = (id: string, name: string, version: number | null) =>
    tryRpc<{ version: number }>(sql, company.administrator, 'save_form', {
      p_organization: company.id,
      p_id: id,
      p_kind: 'start',
      p_name: name,
      p_fields: sql.json([text]),
      p_version: version,
    });

  test('learn of each other: whoever comes second overwrites nothing unseen', async () => {
    const id = randomUUID();
    const name = `Both ${id}`;
    expect(await write(id, name, 0)).toMatchObject({ ok: true, value: { version: 1 } });
    expect(await write(id, `${name} first`, 1)).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await write(id, `${name} second`, 1)).toMatchObject({
      code: 'PT409',
      message: 'form_was_changed',
    });
    // Their own answer was lost on the way: it is no conflict.
    expect(await write(id, `${name} first`, 1)).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await write(id, `${name} second`, null)).toMatchObject({ ok: true, value: { version: 3 } });
  });

  test('or that it was deleted, and may make it again', async () => {
    const id = randomUUID();
    await write(id, `Gone ${id}`, 0);
    await rpc(sql, company.administrator, 'delete_form', { p_form: id });
    expect(await write(id, `Gone ${id}`, 1)).toMatchObject({ code: 'PT409', message: 'form_was_deleted' });
    expect(await write(id, `Gone ${id}`, null)).toMatchObject({ ok: true, value: { version: 1 } });
  });
});

describe('a site', () => {
  test('asks what its forms say, and without one nothing, name and address, or stars', async () => {
    const site = await addSite(sql, company);
    const asked = async (kind: Kind) =>
      only(
        await sql<{ card: { fields: Field[] } | null }[]>`
          select private.form_card(${site.id}, ${kind}) as card`,
      ).card?.fields.map((field) => field.key) ?? null;
    expect(await asked('start')).toBeNull();
    expect(await asked('offline')).toEqual(['name', 'email']);
    expect(await asked('rating')).toEqual(['rating', 'comment']);
    const form = await saved('start', [text]);
    await sql`update public.sites set start_form_id = ${form} where id = ${site.id}`;
    expect(await asked('start')).toEqual(['order']);
    await rpc(sql, company.administrator, 'delete_form', { p_form: form });
    expect(await asked('start')).toBeNull();
  });

  test('takes no form of another kind, and none of another company', async () => {
    const site = await addSite(sql, company);
    const rating = await saved('rating', [text]);
    await expect(
      sql`update public.sites set start_form_id = ${rating} where id = ${site.id}`,
    ).rejects.toMatchObject({ code: 'PT422', message: 'form_is_not_of_this_kind', detail: 'start_form_id' });
    const theirs = await addSite(sql, await createCompany(sql));
    await expect(
      sql`update public.sites set rating_form_id = ${rating} where id = ${theirs.id}`,
    ).rejects.toMatchObject({ message: 'form_is_not_of_this_kind' });
  });
});

describe('advisers', () => {
  const formsOf = async (member: Member) =>
    only(
      await sql<{ all_forms: boolean; forms: string[] }[]>`
        select all_forms, array(select form_id from public.member_forms f where f.member_id = m.id) as forms
        from public.members m where id = ${member.memberId}`,
    );
  const change = (by: Member, member: Member, forms: unknown) =>
    tryRpc(sql, by, 'update_member', { p_member: member.memberId, p_changes: sql.json({ forms } as never) });

  test('are advisers of all forms, or of those chosen, and nothing else is taken [N18]', async () => {
    const [one, other] = [await saved('start', [text]), await saved('start', [text])];
    const member = await addMember(sql, company);
    expect(await formsOf(member)).toEqual({ all_forms: true, forms: [] });
    expect(await change(company.administrator, member, [one])).toMatchObject({ ok: true });
    expect(await formsOf(member)).toEqual({ all_forms: false, forms: [one] });
    for (const wrong of [[randomUUID()], ['x'], 'x', [null]]) {
      expect(await change(company.administrator, member, wrong)).toMatchObject({
        code: 'PT422',
        message: 'value_is_invalid',
        field: 'forms',
      });
    }
    expect(await change(company.administrator, member, [one, other])).toMatchObject({ ok: true });
    expect(await change(company.administrator, member, null)).toMatchObject({ ok: true });
    expect(await formsOf(member)).toEqual({ all_forms: true, forms: [] });
  });

  test('are made by nobody who is not adviser themselves, and by whoever sees everything [N19]', async () => {
    const [one, other] = [await saved('start', [text]), await saved('start', [text])];
    const supervisor = await addMember(sql, company, { rights: ['supervisor'], scope: 'site' });
    const member = await addMember(sql, company);
    await change(company.administrator, supervisor, [one]);
    await change(company.administrator, member, []);
    expect(await change(supervisor, member, [one])).toMatchObject({ ok: true });
    expect(await change(supervisor, member, [other])).toMatchObject({
      message: 'not_yours_to_grant',
      field: 'forms',
    });
    expect(await change(supervisor, member, null)).toMatchObject({
      message: 'not_yours_to_grant',
      field: 'forms',
    });
    await rpc(sql, company.administrator, 'update_member', {
      p_member: supervisor.memberId,
      p_changes: { scope: 'all' },
    });
    expect(await change(supervisor, member, null)).toMatchObject({ ok: true });
  });

  test('who sees all conversations may take those of every form, whatever was chosen before [N18]', async () => {
    const site = await addSite(sql, company);
    const form = await saved('start', [text]);
    await sql`update public.sites set start_form_id = ${form} where id = ${site.id}`;
    const member = await addMember(sql, company, { scope: 'own' });
    await goOnline(sql, company, member);
    await change(company.administrator, member, []);
    const { id } = await startConversation(sql, site);
    const obstacle = async () =>
      only(
        await sql<{ obstacle: string | null }[]>`
          select obstacle from public.conversations v, private.routing_candidates(private.request_of(v), true) c
          where v.id = ${id} and c.member_id = ${member.memberId}`,
      ).obstacle;
    expect(await obstacle()).toBe('other_form');
    expect(await tryRpc(sql, member, 'accept_conversation', { p_conversation: id })).toMatchObject({
      code: '42501',
    });
    await sql`update public.members set scope = 'all' where id = ${member.memberId}`;
    expect(await obstacle()).toBe(null);
    expect(await tryRpc(sql, member, 'accept_conversation', { p_conversation: id })).toMatchObject({
      ok: true,
    });
  });

  test('new members get what whoever brings them in has', async () => {
    const form = await saved('start', [text]);
    const supervisor = await addMember(sql, company, { rights: ['supervisor'], scope: 'site' });
    await change(company.administrator, supervisor, [form]);
    const added = await rpc<{ id: string }>(sql, supervisor, 'add_member', {
      p_organization: company.id,
      p_email: `${randomUUID()}@example.org`,
      p_changes: { rights: ['agent'] },
    });
    expect(await formsOf({ ...supervisor, memberId: added.id })).toEqual({ all_forms: false, forms: [form] });
  });
});

describe('a rating', () => {
  const rate = (visitor: Awaited<ReturnType<typeof addVisitor>>, id: string, answers: unknown) =>
    tryRpc(sql, visitor, 'submit_rating', { p_conversation: id, p_answers: sql.json(answers as never) });

  test('is given once it is over, changed within the hour, and then stays', async () => {
    const site = await addSite(sql, company);
    const { id, visitor } = await startConversation(sql, site);
    expect(await rate(visitor, id, { rating: 4 })).toMatchObject({ message: 'conversation_is_not_closed' });
    await rpc(sql, visitor, 'close_conversation', { p_conversation: id });
    expect(await rate(visitor, id, {})).toMatchObject({
      code: 'PT422',
      message: 'required',
      field: 'rating',
    });
    expect(await rate(visitor, id, { rating: 6 })).toMatchObject({
      message: 'value_is_invalid',
      field: 'rating',
    });
    expect(await rate(visitor, id, { rating: 4 })).toMatchObject({ ok: true });
    expect(await rate(visitor, id, { rating: 5, comment: ' Thank you ' })).toMatchObject({
      ok: true,
      value: { answers: { rating: 5, comment: 'Thank you' } },
    });
    const events = await sql`
      select 1 from public.messages where conversation_id = ${id} and kind = 'event' and body = 'rated'`;
    expect(events).toHaveLength(1);
    await sql`update public.form_responses set created_at = now() - interval '61 minutes' where conversation_id = ${id}`;
    expect(await rate(visitor, id, { rating: 1 })).toMatchObject({
      code: 'PT409',
      message: 'rating_is_final',
    });
    const stranger = await addVisitor(sql, site);
    expect(await rate(stranger, id, { rating: 1 })).toMatchObject({ code: '42501' });
  });
});
