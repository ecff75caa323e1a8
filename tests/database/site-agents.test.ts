import { describe, expect, test } from 'vitest';
import { only, openDatabase, rpc, tryRpc, withoutSweep } from '@/tests/support/database';
import {
  addGroup,
  addMember,
  addMembers,
  addSite,
  type Company,
  createCompany,
  goOnline,
  type Member,
  type Site,
  startConversation,
} from '@/tests/support/people';

const sql = openDatabase(8);

type Card = { id: string; nickname: string; is_online: boolean; is_mine: boolean; obstacle: string | null };
type Listed = { all_agents: boolean; is_confined: boolean; agent_count: number; high: Card[]; low: Card[] };

const ids = (members: readonly Member[]) => members.map(({ memberId }) => memberId);
const agentsOf = (company: Company, site: Site, caller = company.administrator) =>
  rpc<Listed>(sql, caller, 'list_site_agents', { p_site: site.id });

const set = (
  caller: Member,
  site: Site,
  { all = false, high = [], low = [] }: { all?: boolean; high?: Member[]; low?: Member[] },
) =>
  tryRpc(sql, caller, 'set_site_agents', {
    p_site: site.id,
    p_all_agents: all,
    p_high: ids(high),
    p_low: ids(low),
  });

const orderOf = async (company: Company, site: Site) => {
  const { high, low } = await agentsOf(company, site);
  return { high: high.map(({ nickname }) => nickname), low: low.map(({ nickname }) => nickname) };
};

async function three(company: Company): Promise<[Member, Member, Member]> {
  const [one, two, other] = await addMembers(sql, company, 3);
  if (!one || !two || !other) throw new Error('Three members were asked for.');
  return [one, two, other];
}

describe('the agents of a site', () => {
  test('stand in the order given, in high and in low, and the log tells what changed but not every place [A23, A24, A25, A26]', async () => {
    const company = await createCompany(sql);
    const site = await addSite(sql, company);
    const [one, two, other] = await three(company);
    const { administrator } = company;
    expect(await set(administrator, site, { high: [two, one], low: [other] })).toMatchObject({ ok: true });
    expect(await orderOf(company, site)).toEqual({ high: ['Agent 2', 'Agent 1'], low: ['Agent 3'] });
    expect(await set(administrator, site, { high: [one], low: [two, other] })).toMatchObject({ ok: true });
    expect(await orderOf(company, site)).toEqual({ high: ['Agent 1'], low: ['Agent 2', 'Agent 3'] });
    const told = () =>
      sql`select verb from public.audit_entries where organization_id = ${company.id} and entity = 'site_agent'`;
    expect(await told()).toHaveLength(4);
    await set(administrator, site, { high: [one], low: [other, two] });
    expect(await orderOf(company, site)).toEqual({ high: ['Agent 1'], low: ['Agent 3', 'Agent 2'] });
    expect(await told()).toHaveLength(4);
  });

  test('hold the agent right; whoever does not is refused by name, and nothing is changed [A14]', async () => {
    const company = await createCompany(sql);
    const foreign = await createCompany(sql);
    const site = await addSite(sql, company);
    const [agent] = await three(company);
    const expert = await addMember(sql, company, { nickname: 'Edda', rights: ['expert'] });
    const { administrator } = company;
    await set(administrator, site, { high: [agent] });
    expect(await set(administrator, site, { high: [agent], low: [expert] })).toMatchObject({
      code: 'PT422',
      message: 'not_an_agent',
      field: 'Edda',
    });
    expect(await set(administrator, site, { high: [foreign.administrator] })).toMatchObject({
      code: '42501',
    });
    expect(await set(administrator, site, { high: [agent], low: [agent] })).toMatchObject({
      code: 'PT422',
      field: 'low',
    });
    expect(
      await tryRpc(sql, administrator, 'set_site_agents', {
        p_site: site.id,
        p_all_agents: null,
        p_high: [],
        p_low: [],
      }),
    ).toMatchObject({ code: 'PT422', field: 'all_agents' });
    expect(await orderOf(company, site)).toEqual({ high: ['Agent 1'], low: [] });
    // Whoever loses the right is listed no more.
    await rpc(sql, administrator, 'update_member', {
      p_member: agent.memberId,
      p_changes: { rights: ['expert'] },
    });
    expect(await orderOf(company, site)).toEqual({ high: [], low: [] });
  });

  test('are given what waits the moment they are added; whoever is taken off keeps what they have and gets nothing new [A23]', async () => {
    await withoutSweep(sql, async () => {
      const company = await createCompany(sql);
      const [one, two] = await three(company);
      const site = await addSite(sql, company, { assignment: 'automatic', agents: [two] });
      await goOnline(sql, company, one);
      const first = await startConversation(sql, site);
      const state = async (id: string) =>
        only(await sql`select status, assignee_id from public.conversations where id = ${id}`);
      expect(await state(first.id)).toMatchObject({ status: 'waiting' });
      await set(company.administrator, site, { high: [two, one] });
      expect(await state(first.id)).toEqual({ status: 'open', assignee_id: one.memberId });

      const topics = async () =>
        (
          await rpc<{ topics: string[] }>(sql, one, 'console_state', { p_organization: company.id })
        ).topics.filter((topic) => topic.startsWith(`queue:${site.id}`));
      const [topic] = await topics();
      await set(company.administrator, site, { high: [two] });
      expect(await state(first.id)).toEqual({ status: 'open', assignee_id: one.memberId });
      const second = await startConversation(sql, site);
      expect(await state(second.id)).toMatchObject({ status: 'waiting' });
      // The queue's topic of before is dead, and the next one is closed to them.
      expect(topic).toMatch(/^queue:/);
      expect(await topics()).toEqual([]);

      await set(company.administrator, site, { all: true, high: [two] });
      expect(await state(second.id)).toEqual({ status: 'open', assignee_id: one.memberId });
    });
  });

  test('of two administrators who save at once, one list stands whole [A24]', async () => {
    const company = await createCompany(sql);
    const site = await addSite(sql, company);
    const other = await addMember(sql, company, { rights: ['administrator'] });
    const agents = await three(company);
    const reversed = agents.toReversed();
    for (let round = 0; round < 10; round += 1) {
      const outcomes = await Promise.all([
        set(company.administrator, site, { high: [...agents] }),
        set(other, site, { low: reversed }),
      ]);
      expect(outcomes).toMatchObject([{ ok: true }, { ok: true }]);
      const { high, low } = await orderOf(company, site);
      expect([
        [['Agent 1', 'Agent 2', 'Agent 3'], []],
        [[], ['Agent 3', 'Agent 2', 'Agent 1']],
      ]).toContainEqual([high, low]);
    }
  });

  test('are found by name, page by page, without those already chosen, and say what stands in their way [A14, A24]', async () => {
    const company = await createCompany(sql);
    const site = await addSite(sql, company);
    const [one, two, other] = await three(company);
    await addMember(sql, company, { nickname: 'Edda', rights: ['expert'] });
    await goOnline(sql, company, two);
    await rpc(sql, company.administrator, 'set_department_members', {
      p_department: company.departmentId,
      p_members: [other.memberId],
      p_is_member: false,
    });
    const find = (parameters: Record<string, unknown> = {}) =>
      rpc<Card[]>(sql, company.administrator, 'find_site_agents', { p_site: site.id, ...parameters });
    expect(await find({ p_search: 'agent' })).toMatchObject([
      { nickname: 'Agent 1', is_online: false, obstacle: null },
      { nickname: 'Agent 2', is_online: true, obstacle: null },
      { nickname: 'Agent 3', is_online: false, obstacle: 'no_department' },
    ]);
    expect(await find({ p_search: 'agent', p_without: ids([two]) })).toHaveLength(2);
    const without = (count: number) =>
      tryRpc(sql, company.administrator, 'find_site_agents', {
        p_site: site.id,
        p_without: Array(count).fill(two.memberId),
      });
    expect(await without(5000)).toMatchObject({ ok: true });
    expect(await without(5001)).toMatchObject({
      code: 'PT422',
      message: 'too_many_at_once',
      field: 'without',
    });
    const all = await find();
    expect(all.map(({ nickname }) => nickname)).not.toContain('Edda');
    const firstPage = await find({ p_limit: 3 });
    const nextPage = await find({ p_limit: 50, p_after: firstPage.at(-1)?.id });
    expect([...firstPage, ...nextPage]).toEqual(all);
    await rpc(sql, company.administrator, 'update_member', {
      p_member: one.memberId,
      p_changes: { status: 'suspended' },
    });
    expect(await find({ p_search: 'Agent 1' })).toMatchObject([{ obstacle: 'suspended' }]);
  });

  test('stay as they are where somebody in a group saves, but for the members of their groups', async () => {
    const company = await createCompany(sql);
    const [mate, stranger, other] = await three(company);
    const walled = await addMember(sql, company, { rights: ['administrator'], nickname: 'Walled' });
    const site = await addSite(sql, company, { agents: [stranger] });
    await addGroup(sql, company, 'North', [walled, mate]);
    expect(await agentsOf(company, site, walled)).toMatchObject({
      is_confined: true,
      high: [{ nickname: 'Agent 2', is_mine: false }],
    });
    const refused = { code: 'PT403', message: 'not_your_group' };
    expect(await set(walled, site, { high: [] })).toMatchObject(refused);
    expect(await set(walled, site, { low: [stranger] })).toMatchObject(refused);
    expect(await set(walled, site, { high: [stranger, other] })).toMatchObject(refused);
    expect(await set(walled, site, { all: true, high: [stranger] })).toMatchObject(refused);
    expect(await set(walled, site, { high: [mate, stranger] })).toMatchObject({ ok: true });
    expect(await orderOf(company, site)).toEqual({ high: ['Agent 1', 'Agent 2'], low: [] });
  });
});

test('who is online among those listed is told to whoever manages users or sites, as far as they see them [A27, I42]', async () => {
  const company = await createCompany(sql);
  const elsewhere = await createCompany(sql);
  const [here, away, other] = await three(company);
  const lead = await addMember(sql, company, { rights: ['supervisor'], nickname: 'Lead' });
  const outsider = await addMember(sql, elsewhere);
  await Promise.all([here, other, lead].map((member) => goOnline(sql, company, member)));
  await goOnline(sql, elsewhere, outsider);
  await rpc(sql, away, 'set_availability', { p_organization: company.id, p_status: 'away' });
  const asked = ids([here, away, lead, outsider]);
  const online = (caller: Member) =>
    rpc<string[]>(sql, caller, 'who_is_online', { p_organization: company.id, p_members: asked });
  expect((await online(company.administrator)).toSorted()).toEqual(ids([here, lead]).toSorted());
  await sql`update public.agent_availability set lease_expires_at = now() where member_id = ${here.memberId}`;
  expect(await online(company.administrator)).toEqual(ids([lead]));

  // Behind the wall of a group, whoever manages users sees those of it.
  await goOnline(sql, company, here);
  await addGroup(sql, company, 'North', [lead]);
  expect(await online(lead)).toEqual(ids([lead]));
});

test('priority for conversations and for video is a member’s own, kept with their limits and told of in the log [I29, I33]', async () => {
  const company = await createCompany(sql);
  const agent = await addMember(sql, company);
  const change = (p_changes: Record<string, unknown>) =>
    tryRpc(sql, company.administrator, 'update_member', { p_member: agent.memberId, p_changes });
  const limits = async () =>
    (
      await rpc<{ limits: Record<string, unknown> }>(sql, company.administrator, 'member_account', {
        p_member: agent.memberId,
      })
    ).limits;
  expect(await limits()).toMatchObject({ live_priority: false, video_priority: false });
  expect(await change({ live_priority: true })).toMatchObject({ ok: true });
  expect(await limits()).toMatchObject({ live_priority: true, video_priority: false, live_max: 4 });
  expect(await change({ video_priority: 'yes' })).toMatchObject({ code: 'PT422', field: 'video_priority' });
  expect(await change({ live_priority: null })).toMatchObject({ code: 'PT422', field: 'live_priority' });
  expect(
    await tryRpc(sql, agent, 'update_member', {
      p_member: agent.memberId,
      p_changes: { video_priority: true },
    }),
  ).toMatchObject({ code: '42501' });
  const entries = await sql`
    select before, after from public.audit_entries where entity = 'member_limits' and entity_id = ${agent.memberId}
    and actor_id is not null`;
  expect([...entries]).toEqual([{ before: { live_priority: false }, after: { live_priority: true } }]);
});
