import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { only, openDatabase, rpc, server, tryRpc } from '@/tests/support/database';
import {
  addMember,
  addSite,
  addVisitor,
  type Company,
  createCompany,
  createPerson,
  goOnline,
  type Person,
  send,
  startConversation,
} from '@/tests/support/people';

const sql = openDatabase(20);

const membersOf = (company: string) =>
  sql<
    {
      id: string;
      nickname: string;
      rights: string[];
      scope: string;
      status: string;
      user_id: string | null;
    }[]
  >`
    select * from public.members where organization_id = ${company} order by position`;
const signUp = (person: Person, name: string, locale = 'en') =>
  rpc<{ id: string; slug: string }>(sql, person, 'create_organization', {
    p_name: name,
    p_first_name: 'Ada',
    p_last_name: 'Lovelace',
    p_nickname: 'Ada',
    p_locale: locale,
  });
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

describe('a new organization', () => {
  test('has its administrator, three operators without a password and one department they all belong to [P1, P2, P3, P4]', async () => {
    const person = await createPerson(sql);
    const { id } = await signUp(person, 'Café Lumière');
    const [administrator, ...operators] = await membersOf(id);
    expect(administrator).toMatchObject({
      user_id: person.id,
      rights: ['administrator', 'supervisor', 'agent'],
      scope: 'all',
      status: 'active',
    });
    expect(operators.map((member) => member.nickname)).toEqual(['Operator 1', 'Operator 2', 'Operator 3']);
    for (const operator of operators) {
      expect(operator).toMatchObject({ rights: ['agent'], status: 'invited', user_id: null, email: null });
    }
    const department = only(
      await sql<{ id: string; name: string }[]>`
      select id, name from public.departments where organization_id = ${id}`,
    );
    expect(department.name).toBe('Customer Service');
    const assigned = await sql<{ member_id: string }[]>`
      select member_id from public.department_members where department_id = ${department.id}`;
    expect(assigned.map((row) => row.member_id).toSorted()).toEqual(
      (await membersOf(id)).map((row) => row.id).toSorted(),
    );
  });

  test('can chat at once: with a site, its administrator online is enough [P4]', async () => {
    const company = await createCompany(sql);
    const site = await addSite(sql, company, { assignment: 'automatic' });
    await goOnline(sql, company, company.administrator);
    const { id } = await startConversation(sql, site);
    const row = only(await sql`select assignee_id from public.conversations where id = ${id}`);
    expect(row.assignee_id).toBe(company.administrator.memberId);
  });

  test('speaks French when asked to [P3]', async () => {
    const { id } = await signUp(await createPerson(sql), 'Boutique', 'fr');
    expect((await membersOf(id)).map((row) => row.nickname)).toContain('Opérateur 1');
    const department = only(await sql`select name from public.departments where organization_id = ${id}`);
    expect(department.name).toBe('Service client');
  });

  test('gets an address of its own, even if twenty take the same name at once, and never a reserved word', async () => {
    const name = `Twin ${randomUUID().slice(0, 8)}`;
    const people = await Promise.all(upTo(20).map(() => createPerson(sql)));
    const created = await Promise.all(people.map((person) => signUp(person, name)));
    expect(new Set(created.map((row) => row.slug)).size).toBe(20);
    for (const reserved of ['new', 'API', 'Sign In', '/invite/']) {
      const { slug } = await signUp(await createPerson(sql), reserved);
      expect(['new', 'api', 'sign-in', 'invite']).not.toContain(slug);
    }
    for (const odd of ['日本語', '***', 'É'.repeat(80), '-a-']) {
      expect((await signUp(await createPerson(sql), odd)).slug).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
    }
  });

  test.each([
    ['p_name', '', 'name_is_invalid', 'name'],
    ['p_name', 'x'.repeat(81), 'name_is_invalid', 'name'],
    ['p_nickname', ' ', 'nickname_is_invalid', 'nickname'],
    ['p_nickname', 'x'.repeat(41), 'nickname_is_invalid', 'nickname'],
    ['p_first_name', 'x'.repeat(81), 'name_is_invalid', 'first_name'],
    ['p_last_name', 'x'.repeat(81), 'name_is_invalid', 'last_name'],
  ])(
    'with a bad %s (%j) is refused with the field, and nothing is made',
    async (parameter, value, message, field) => {
      const person = await createPerson(sql);
      const outcome = await tryRpc(sql, person, 'create_organization', {
        p_name: 'Name',
        p_first_name: 'A',
        p_last_name: 'B',
        p_nickname: 'C',
        [parameter]: value,
      });
      expect(outcome).toMatchObject({ ok: false, code: 'PT422', message, field });
      expect(await sql`select 1 from public.members where user_id = ${person.id}`).toHaveLength(0);
    },
  );
});

describe('the widget', () => {
  const state = async (site: { id: string; key: string }, company: Company) => {
    const config = await rpc<{ is_online: boolean }>(sql, server, 'widget_config', { p_site_key: site.key });
    const readiness = await rpc<Record<string, number>>(sql, company.administrator, 'site_readiness', {
      p_site: site.id,
    });
    return { is_online: config.is_online, ...readiness };
  };

  test('is offline without a department, or with nobody in one, and the console can say which [P17, P18, P19, P20]', async () => {
    const company = await createCompany(sql);
    const site = await addSite(sql, company, { assignment: 'automatic' });
    await goOnline(sql, company, company.administrator);
    expect(await state(site, company)).toMatchObject({
      is_online: true,
      departments: 1,
      staffed_departments: 1,
      available_agents: 1,
    });
    await sql`delete from public.department_members where organization_id = ${company.id}`;
    expect(await state(site, company)).toMatchObject({
      is_online: false,
      departments: 1,
      staffed_departments: 0,
      available_agents: 0,
    });
    expect(
      await tryRpc(sql, await addVisitor(sql, site), 'start_conversation', {
        p_conversation: randomUUID(),
        p_message: randomUUID(),
        p_body: 'Hello',
      }),
    ).toMatchObject({
      ok: false,
      code: 'PT409',
      message: 'nobody_can_answer',
    });
    await sql`delete from public.departments where organization_id = ${company.id}`;
    expect(await state(site, company)).toMatchObject({
      is_online: false,
      departments: 0,
      staffed_departments: 0,
    });
  });
});

test('erasing an organization takes everything of it along and nothing of another', async () => {
  const [company, other] = [await createCompany(sql), await createCompany(sql)];
  for (const each of [company, other]) {
    const member = await addMember(sql, each);
    const { id } = await startConversation(sql, await addSite(sql, each));
    await rpc(sql, member, 'accept_conversation', { p_conversation: id });
    await send(sql, member, id, 'Hello');
  }
  const rowsOf = async (organization: string) => {
    const tables = await sql<{ name: string }[]>`
      select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'organization_id'`;
    const counts = await Promise.all(
      tables.map(
        async ({ name }) =>
          (await sql`select 1 from ${sql(`public.${name}`)} where organization_id = ${organization}`).length,
      ),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  };
  const before = await rowsOf(other.id);
  await sql`delete from public.organizations where id = ${company.id}`;
  expect(await rowsOf(company.id)).toBe(0);
  expect(await rowsOf(other.id)).toBe(before);
});
