import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { only, openDatabase, rpc, server, tryRpc, withoutSweep } from '@/tests/support/database';
import {
  addGroup,
  addMember,
  addMembers,
  addSite,
  type Company,
  createCompany,
  goOnline,
  type Member,
  startConversation,
} from '@/tests/support/people';

const sql = openDatabase(8);

type Listed = {
  id: string;
  name: string;
  member_count: number;
  agent_count: number;
  only_here_count: number;
  hidden_site_ids: string[];
};

const list = async (company: Company, caller: Member = company.administrator): Promise<Listed[]> =>
  (
    await rpc<{ departments: Listed[] }>(sql, caller, 'list_departments', {
      p_organization: company.id,
    })
  ).departments;

const names = async (company: Company) => (await list(company)).map(({ name }) => name);

async function make(company: Company, ...wanted: string[]): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const name of wanted) {
    const p_id = randomUUID();
    await rpc(sql, company.administrator, 'save_department', {
      p_organization: company.id,
      p_id,
      p_name: name,
    });
    ids[name] = p_id;
  }
  return ids;
}

const staff = (company: Company, department: string, members: Member[], isMember = true) =>
  rpc<number>(sql, company.administrator, 'set_department_members', {
    p_department: department,
    p_members: members.map(({ memberId }) => memberId),
    p_is_member: isMember,
  });

const conversation = async (id: string) =>
  only(
    await sql<{ status: string; assignee_id: string | null }[]>`
      select status, assignee_id from public.conversations where id = ${id}`,
  );

const isOnline = async (siteKey: string) =>
  (await rpc<{ is_online: boolean }>(sql, server, 'widget_config', { p_site_key: siteKey })).is_online;

describe('departments', () => {
  test('are made without a limit, renamed, and never two of one name; a new organization has one with its operators in it [P3, P11, P13]', async () => {
    const company = await createCompany(sql);
    expect(await list(company)).toMatchObject([
      { name: 'Customer Service', member_count: 4, agent_count: 1, only_here_count: 4, hidden_site_ids: [] },
    ]);
    const many = Array.from({ length: 60 }, (_, n) => `Department ${n + 1}`);
    const ids = await make(company, ...many);
    expect(await names(company)).toEqual(['Customer Service', ...many]);
    const rename = (p_name: string) =>
      tryRpc(sql, company.administrator, 'save_department', {
        p_organization: company.id,
        p_id: ids['Department 7'],
        p_name,
      });
    expect(await rename('  Sales ')).toMatchObject({ ok: true, value: { name: 'Sales' } });
    expect(await rename('customer  service')).toMatchObject({ ok: true });
    expect(await rename('CUSTOMER SERVICE')).toMatchObject({ code: 'PT409', message: 'name_is_taken' });
    expect(await rename(' ')).toMatchObject({ code: 'PT422', field: 'name' });
    expect(await rename('x'.repeat(81))).toMatchObject({ code: 'PT422', field: 'name' });
  });

  test('stand in the order they were moved to, also when two administrators move at once [P15, P16]', async () => {
    const company = await createCompany(sql);
    const other = await addMember(sql, company, { rights: ['administrator'] });
    const ids = await make(company, 'A', 'B', 'C', 'D');
    const move = (name: string, before: string | null, caller = company.administrator) =>
      rpc(sql, caller, 'move_department', {
        p_department: ids[name],
        p_before: before === null ? null : ids[before],
      });
    await move('D', 'A');
    expect(await names(company)).toEqual(['Customer Service', 'D', 'A', 'B', 'C']);
    await move('D', null);
    expect(await names(company)).toEqual(['Customer Service', 'A', 'B', 'C', 'D']);
    // The same gap is halved until the places have to be spread anew.
    for (let n = 0; n < 150; n += 1) await move(n % 2 === 0 ? 'C' : 'D', 'B');
    expect(await names(company)).toEqual(['Customer Service', 'A', 'C', 'D', 'B']);
    const [longest] = await sql<{ digits: number }[]>`
      select max(scale(position)) as digits from public.departments where organization_id = ${company.id}`;
    expect(longest?.digits).toBeLessThan(70);

    await Promise.all(
      Array.from({ length: 24 }, (_, n) => (n % 2 === 0 ? move('C', 'A') : move('D', 'A', other))),
    );
    const after = await names(company);
    expect(after.toSorted()).toEqual(['A', 'B', 'C', 'Customer Service', 'D']);
    expect([after[0], ...after.slice(3)]).toEqual(['Customer Service', 'A', 'B']);
    const places = await sql`
      select count(distinct position)::int as places, count(*)::int as rows
      from public.departments where organization_id = ${company.id}`;
    expect(places[0]).toEqual({ places: 5, rows: 5 });
  });

  test('give what waits to whoever is put into one, at once; taken out, they keep their open chats and get no new one', async () => {
    await withoutSweep(sql, async () => {
      const company = await createCompany(sql);
      const agent = await addMember(sql, company, { inDepartment: false });
      // Not here now, so that visitors wait for somebody instead of being told that nobody can answer.
      const absent = await addMember(sql, company);
      const site = await addSite(sql, company, { assignment: 'automatic', agents: [agent, absent] });
      await goOnline(sql, company, agent);
      const first = await startConversation(sql, site);
      expect(await conversation(first.id)).toMatchObject({ status: 'waiting' });

      expect(await staff(company, company.departmentId, [agent])).toBe(1);
      expect(await conversation(first.id)).toEqual({ status: 'open', assignee_id: agent.memberId });
      expect(await staff(company, company.departmentId, [agent])).toBe(0);

      expect(await staff(company, company.departmentId, [agent], false)).toBe(1);
      expect(await conversation(first.id)).toEqual({ status: 'open', assignee_id: agent.memberId });
      const second = await startConversation(sql, site);
      expect(await conversation(second.id)).toMatchObject({ status: 'waiting' });
    });
  });

  test('without one, or with nobody in any, the chat is offline, and what puts it right is told by the same counts [P17, P18, P19, P20, P21]', async () => {
    const company = await createCompany(sql);
    const { administrator } = company;
    const site = await addSite(sql, company);
    await goOnline(sql, company, administrator);
    expect(await isOnline(site.key)).toBe(true);
    const readiness = () => rpc(sql, administrator, 'department_readiness', { p_organization: company.id });
    expect(await readiness()).toEqual({ departments: 1, staffed_departments: 1 });

    await staff(company, company.departmentId, [administrator], false);
    expect(await isOnline(site.key)).toBe(false);
    // The invited operators in it have not come yet.
    expect(await readiness()).toEqual({ departments: 1, staffed_departments: 0 });

    await rpc(sql, administrator, 'delete_department', { p_department: company.departmentId });
    expect(await isOnline(site.key)).toBe(false);
    expect(await readiness()).toEqual({ departments: 0, staffed_departments: 0 });
    const { Sales = '' } = await make(company, 'Sales');
    expect(await isOnline(site.key)).toBe(false);
    await staff(company, Sales, [administrator]);
    expect(await isOnline(site.key)).toBe(true);
  });

  test('are deleted while their members stay', async () => {
    const company = await createCompany(sql);
    const [one, other] = await addMembers(sql, company, 2);
    if (!one || !other) throw new Error('Two members were asked for.');
    const { Sales = '' } = await make(company, 'Sales');
    await staff(company, Sales, [one]);
    expect(await list(company)).toMatchObject([
      { only_here_count: 5 },
      { name: 'Sales', only_here_count: 0 },
    ]);
    await rpc(sql, company.administrator, 'delete_department', { p_department: company.departmentId });
    expect(await list(company)).toMatchObject([{ name: 'Sales', member_count: 1, only_here_count: 1 }]);
    const { members } = await rpc<{ members: { id: string }[] }>(sql, company.administrator, 'list_members', {
      p_organization: company.id,
      p_department: Sales,
    });
    expect(members).toMatchObject([{ id: one.memberId }]);
    expect(
      await sql`select 1 from public.members where id = ${other.memberId} and status = 'active'`,
    ).toHaveLength(1);
  });

  test('are hidden per site and shown again by whoever manages sites, and only on sites of their own organization [P5, P6, P7, P13]', async () => {
    const company = await createCompany(sql);
    const foreign = await createCompany(sql);
    const [shop, blog, elsewhere] = await Promise.all([
      addSite(sql, company),
      addSite(sql, company),
      addSite(sql, foreign),
    ]);
    const show = (sites: (string | null)[], isVisible: boolean | null) =>
      tryRpc(sql, company.administrator, 'set_department_sites', {
        p_department: company.departmentId,
        p_sites: sites,
        p_is_visible: isVisible,
      });
    expect(await show([shop.id, blog.id], false)).toEqual({ ok: true, value: 2 });
    expect(await show([blog.id], true)).toEqual({ ok: true, value: 1 });
    expect(await list(company)).toMatchObject([{ hidden_site_ids: [shop.id] }]);
    expect(await show([elsewhere.id], false)).toMatchObject({ code: '42501' });
    expect(await show([null], false)).toMatchObject({ code: 'PT422', field: 'sites' });
    expect(await show(Array(5000).fill(blog.id), true)).toMatchObject({ ok: true });
    expect(await show(Array(5001).fill(blog.id), true)).toMatchObject({
      code: 'PT422',
      message: 'too_many_at_once',
      field: 'sites',
    });
    expect(await show([shop.id], null)).toMatchObject({ code: 'PT422', field: 'is_visible' });
    const supervisor = await addMember(sql, company, { rights: ['supervisor'] });
    expect(
      await tryRpc(sql, supervisor, 'set_department_sites', {
        p_department: company.departmentId,
        p_sites: [shop.id],
        p_is_visible: true,
      }),
    ).toMatchObject({ code: '42501' });
  });

  test('are staffed by somebody in a group with members of their groups only, and not deleted over the heads of others', async () => {
    const company = await createCompany(sql);
    const walled = await addMember(sql, company, { rights: ['administrator'], inDepartment: false });
    const [mate, stranger] = await addMembers(sql, company, 2, { inDepartment: false });
    if (!mate || !stranger) throw new Error('Two members were asked for.');
    await addGroup(sql, company, 'North', [walled, mate]);
    const asWalled = (department: string, member: Member, p_is_member = true) =>
      tryRpc(sql, walled, 'set_department_members', {
        p_department: department,
        p_members: [member.memberId],
        p_is_member,
      });
    const { Sales = '' } = await make(company, 'Sales');
    expect(await asWalled(Sales, mate)).toEqual({ ok: true, value: 1 });
    expect(await asWalled(Sales, stranger)).toMatchObject({ code: '42501' });
    await staff(company, Sales, [stranger]);
    expect(await asWalled(Sales, stranger, false)).toMatchObject({ code: '42501' });
    expect(await tryRpc(sql, walled, 'delete_department', { p_department: Sales })).toMatchObject({
      code: 'PT403',
      message: 'not_your_group',
    });
    await staff(company, Sales, [stranger], false);
    expect(await tryRpc(sql, walled, 'delete_department', { p_department: Sales })).toMatchObject({
      ok: true,
    });
  });
});
