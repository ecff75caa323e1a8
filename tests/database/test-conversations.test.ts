import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { actAs, only, openDatabase, rpc, tryRpc } from '@/tests/support/database';
import {
  addMember,
  addSite,
  addVisitor,
  createCompany,
  goOnline,
  type Member,
  send,
  startConversation,
} from '@/tests/support/people';
import { epochOf, mayListen, sentTo } from '@/tests/support/topics';

const sql = openDatabase(8);

const startTest = (site: { id: string; key: string }) => startConversation(sql, site, 'Does it work?', true);
const assigneeOf = async (id: string): Promise<string | null> =>
  only(
    await sql<
      { assignee_id: string | null }[]
    >`select assignee_id from public.conversations where id = ${id}`,
  ).assignee_id;
const loadOf = async (member: Member) =>
  only(
    await sql`select live_load, last_assigned_at from public.agent_availability where member_id = ${member.memberId}`,
  );
const seenBy = (member: Member) =>
  actAs(sql, member, async (tx) =>
    (await tx<{ id: string }[]>`select id from public.conversations`).map(({ id }) => id).toSorted(),
  );
const change = (company: { administrator: Member }, member: Member, changes: object) =>
  rpc(sql, company.administrator, 'update_member', { p_member: member.memberId, p_changes: changes });

describe('a tester [U9, U28]', () => {
  test('takes test conversations and no others, whoever asks first', async () => {
    const company = await createCompany(sql);
    const tester = await addMember(sql, company, { rights: ['tester'], inDepartment: false });
    const site = await addSite(sql, company);
    const real = await startConversation(sql, site);
    const trial = await startTest(site);

    expect(await seenBy(tester)).toEqual([trial.id]);
    expect(await tryRpc(sql, tester, 'accept_conversation', { p_conversation: real.id })).toMatchObject({
      ok: false,
      code: '42501',
    });
    expect(await tryRpc(sql, tester, 'send_message', note(real.id))).toMatchObject({
      ok: false,
      code: '42501',
    });
    expect(await rpc(sql, tester, 'accept_conversation', { p_conversation: trial.id })).toMatchObject({
      assignee_id: tester.memberId,
      is_test: true,
    });
    await send(sql, tester, trial.id, 'It does.');
    await rpc(sql, tester, 'close_conversation', { p_conversation: trial.id });
    expect(await rpc(sql, tester, 'reopen_conversation', { p_conversation: trial.id })).toMatchObject({
      status: 'open',
      assignee_id: tester.memberId,
    });
    expect(await seenBy(tester)).toEqual([trial.id]);
    // Somebody else's conversation, even a test, is none of theirs.
    const other = await addMember(sql, company, { rights: ['tester'], inDepartment: false });
    expect(await seenBy(other)).toEqual([]);
  });

  test('is given them first, then agents are; a real visitor never reaches a tester', async () => {
    const company = await createCompany(sql);
    const tester = await addMember(sql, company, { rights: ['tester'], inDepartment: false });
    const agent = await addMember(sql, company, { rights: ['agent'] });
    const site = await addSite(sql, company, { assignment: 'automatic', agents: [tester, agent] });

    await goOnline(sql, company, tester);
    const real = await startConversation(sql, site);
    const first = await startTest(site);
    expect([await assigneeOf(real.id), await assigneeOf(first.id)]).toEqual([null, tester.memberId]);

    await goOnline(sql, company, agent);
    expect(await assigneeOf(real.id)).toBe(agent.memberId);
    expect(await assigneeOf((await startTest(site)).id)).toBe(tester.memberId);
    await rpc(sql, tester, 'set_availability', { p_organization: company.id, p_status: 'away' });
    expect(await assigneeOf((await startTest(site)).id)).toBe(agent.memberId);
  });

  test('needs no seat, and keeps their tests when something else about them changes', async () => {
    const company = await createCompany(sql);
    const used = async () =>
      only(await sql`select used from public.seats where organization_id = ${company.id}`);
    const before = await used();
    const tester = await addMember(sql, company, { rights: ['tester'], inDepartment: false });
    expect(await used()).toEqual(before);
    const site = await addSite(sql, company, { assignment: 'automatic' });
    await goOnline(sql, company, tester);
    const trial = await startTest(site);
    expect(await assigneeOf(trial.id)).toBe(tester.memberId);

    await change(company, tester, { external_id: 'T-1' });
    expect(await assigneeOf(trial.id)).toBe(tester.memberId);
    await change(company, tester, { rights: ['expert'] });
    expect(await assigneeOf(trial.id)).toBeNull();
    expect(await seenBy(tester)).toEqual([]);
  });

  test('who stops being an agent returns the visitors and keeps the tests', async () => {
    const company = await createCompany(sql);
    const both = await addMember(sql, company, { rights: ['agent', 'tester'] });
    const site = await addSite(sql, company, { assignment: 'automatic' });
    await goOnline(sql, company, both);
    const [real, trial] = [await startConversation(sql, site), await startTest(site)];
    expect([await assigneeOf(real.id), await assigneeOf(trial.id)]).toEqual([both.memberId, both.memberId]);
    await change(company, both, { rights: ['tester'] });
    expect([await assigneeOf(real.id), await assigneeOf(trial.id)]).toEqual([null, both.memberId]);
  });

  test('hears of waiting tests on a topic of their own, and of nothing else that waits', async () => {
    const company = await createCompany(sql);
    const tester = await addMember(sql, company, { rights: ['tester'], inDepartment: false });
    const site = await addSite(sql, company);
    const { topics } = await rpc<{ topics: string[] }>(sql, tester, 'console_state', {
      p_organization: company.id,
    });
    const epoch = await epochOf(sql, company);
    const own = `tests:${site.id}:${epoch}`;
    expect(topics).toContain(own);
    expect(topics.filter((topic) => !/^(member|console|tests):/.test(topic))).toEqual([]);
    expect(await mayListen(sql, tester, own)).toBe(true);
    for (const shared of [`queue:${site.id}`, `site:${site.id}`, `organization:${company.id}`]) {
      const topic = `${shared}:${epoch}`;
      expect({ topic, heard: await mayListen(sql, tester, topic) }).toEqual({ topic, heard: false });
    }
    const agent = await addMember(sql, company, { rights: ['agent'] });
    expect(await mayListen(sql, agent, own)).toBe(false);

    const real = await startConversation(sql, site);
    const trial = await startTest(site);
    const heard = await sentTo(sql, [own]);
    expect(JSON.stringify(heard)).toContain(trial.id);
    expect(JSON.stringify(heard)).not.toContain(real.id);
  });
});

describe('a test conversation [U28]', () => {
  test('counts in nobody’s load and limit, and changes nobody’s turn', async () => {
    const company = await createCompany(sql);
    const agent = await addMember(sql, company, { rights: ['agent'], limit: 1 });
    const site = await addSite(sql, company, { assignment: 'automatic' });
    await goOnline(sql, company, agent);
    const trials = [await startTest(site), await startTest(site)];
    for (const { id } of trials) expect(await assigneeOf(id)).toBe(agent.memberId);
    expect(await loadOf(agent)).toEqual({ live_load: 0, last_assigned_at: null });

    const real = await startConversation(sql, site);
    expect(await assigneeOf(real.id)).toBe(agent.memberId);
    expect(await loadOf(agent)).toMatchObject({ live_load: 1 });
    for (const { id } of trials) await rpc(sql, agent, 'close_conversation', { p_conversation: id });
    expect(await loadOf(agent)).toMatchObject({ live_load: 1 });
  });

  test('waits behind nobody: visitors who wait for an agent do not keep it from a tester', async () => {
    const company = await createCompany(sql);
    const site = await addSite(sql, company, { assignment: 'automatic' });
    const [real, trial] = [await startConversation(sql, site), await startTest(site)];
    const tester = await addMember(sql, company, { rights: ['tester'], inDepartment: false });
    await goOnline(sql, company, tester);
    expect([await assigneeOf(real.id), await assigneeOf(trial.id)]).toEqual([null, tester.memberId]);
  });

  test('is one because the server said so of its visitor; nobody else can make it one, or stop it being one', async () => {
    const company = await createCompany(sql);
    const site = await addSite(sql, company);
    const visitor = await addVisitor(sql, site, true);
    const id = randomUUID();
    await rpc(sql, visitor, 'start_conversation', {
      p_conversation: id,
      p_message: randomUUID(),
      p_body: 'Hello',
    });
    for (const caller of [visitor, company.administrator]) {
      const write = actAs(
        sql,
        caller,
        (tx) => tx`update public.conversations set is_test = false where id = ${id}`,
      );
      await expect(write).rejects.toMatchObject({ code: '42501' });
    }
    await expect(
      sql`update public.visitors set is_test = false where id = ${visitor.id}`,
    ).rejects.toMatchObject({ code: '42501' });
    expect(only(await sql`select is_test from public.conversations where id = ${id}`)).toEqual({
      is_test: true,
    });
  });
});

const note = (conversation: string) => ({
  p_conversation: conversation,
  p_id: randomUUID(),
  p_body: 'Hello',
  p_kind: 'note',
});
