import { describe, expect, test, vi } from 'vitest';
import {
  actAs,
  type Caller,
  only,
  openDatabase,
  outcomeOf,
  pidOf,
  rpc,
  tryRpc,
  waitersOf,
} from '@/tests/support/database';
import {
  addMember,
  addMembers,
  addSite,
  type Company,
  createCompany,
  goOnline,
  type Member,
  send,
  startConversation,
} from '@/tests/support/people';
import { rest } from '@/tests/support/rest';
import { mayListen, momentOf, sentTo } from '@/tests/support/topics';

const sql = openDatabase(20);

const suspend = (caller: Caller, member: Member, status = 'suspended') =>
  tryRpc(sql, caller, 'update_member', { p_member: member.memberId, p_changes: { status } });
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

describe('the last administrator', () => {
  const administratorsOf = (company: Company) => sql`
    select 1 from public.members
    where organization_id = ${company.id} and status = 'active' and 'administrator' = any (rights)`;

  test('stays: two who suspend each other at the same time, fifty times over, leave exactly one', async () => {
    const company = await createCompany(sql);
    const first = company.administrator;
    const second = await addMember(sql, company, { rights: ['administrator'] });
    for (const _ of upTo(50)) {
      const results = await Promise.all([suspend(first, second), suspend(second, first)]);
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(results.find((result) => !result.ok)).toMatchObject({ code: '42501' });
      expect(await administratorsOf(company)).toHaveLength(1);
      await sql`update public.members set status = 'active' where id in ${sql([first.memberId, second.memberId])}`;
    }
  });

  test('stays whoever writes: a second change waits for the first to be decided, and is then refused', async () => {
    const changes = [
      (id: string) => sql`update public.members set rights = '{agent}' where id = ${id}`,
      (id: string) => sql`update public.members set status = 'suspended' where id = ${id}`,
      (id: string) => sql`delete from public.members where id = ${id}`,
    ];
    for (const change of changes) {
      const company = await createCompany(sql);
      const other = await addMember(sql, company, { rights: ['administrator'] });
      let second: ReturnType<typeof outcomeOf> | undefined;
      await sql.begin(async (first) => {
        await first`update public.members set rights = '{agent}' where id = ${other.memberId}`;
        const pid = await pidOf(first);
        let isSettled = false;
        second = outcomeOf(change(company.administrator.memberId)).finally(() => {
          isSettled = true;
        });
        await vi.waitFor(async () => expect((await waitersOf(sql, pid)) > 0 || isSettled).toBe(true));
      });
      expect(await second).toMatchObject({ ok: false, code: 'PT409', message: 'last_administrator' });
      expect(await administratorsOf(company)).toHaveLength(1);
    }
  });
});

describe('suspending a member', () => {
  test('acts at once on every door: rows, functions and topics, and their conversations return to the queue', async () => {
    const company = await createCompany(sql);
    const member = await addMember(sql, company, { rights: ['agent', 'supervisor'], scope: 'all' });
    const site = await addSite(sql, company, { agents: [member] });
    const { id, visitor } = await startConversation(sql, site);
    await rpc(sql, member, 'accept_conversation', { p_conversation: id });
    const { topics } = await rpc<{ topics: string[] }>(sql, member, 'console_state', {
      p_organization: company.id,
    });
    const open = async () => (await rest(member, { path: 'conversations?select=id' })).body;
    expect(await open()).toEqual([{ id }]);
    const shared = topics.filter((topic) => !topic.startsWith('member:'));
    const heard = await momentOf(sql, topics);

    expect(await suspend(company.administrator, member)).toMatchObject({ ok: true });

    expect(await open()).toEqual([]);
    expect((await rest(member, { path: 'organizations?select=id' })).body).toEqual([]);
    expect(await tryRpc(sql, member, 'heartbeat', { p_organization: company.id })).toMatchObject({
      ok: false,
      code: '42501',
    });
    for (const topic of topics)
      expect({ topic, heard: await mayListen(sql, member, topic) }).toEqual({ topic, heard: false });
    expect(only(await sql`select status, assignee_id from public.conversations where id = ${id}`)).toEqual({
      status: 'waiting',
      assignee_id: null,
    });

    await send(sql, visitor, id, 'Are you still there?');
    await send(sql, company.administrator, id, 'What happened here?', 'note');
    const after = await sentTo(sql, topics, heard);
    // What the old topics hear is that they are over, and nothing of the conversation.
    expect(new Set(after.map(({ event }) => event))).toEqual(new Set(['epoch', 'member']));
    expect(JSON.stringify(after)).not.toContain(id);
    const fresh = await rpc<{ topics: string[] }>(sql, company.administrator, 'console_state', {
      p_organization: company.id,
    });
    expect(fresh.topics.filter((topic) => shared.includes(topic))).toEqual([]);
  });

  test('gives their conversations to colleagues who are free, oldest first', async () => {
    const company = await createCompany(sql);
    const [leaving, free] = (await addMembers(sql, company, 2, { limit: 2 })) as [Member, Member];
    const site = await addSite(sql, company, { assignment: 'automatic', agents: [leaving, free] });
    await goOnline(sql, company, leaving);
    const started = [await startConversation(sql, site), await startConversation(sql, site)];
    await goOnline(sql, company, free);
    await suspend(company.administrator, leaving);
    const owners = await sql<{ assignee_id: string }[]>`
      select assignee_id from public.conversations where id in ${sql(started.map((row) => row.id))}`;
    expect(owners.map((row) => row.assignee_id)).toEqual([free.memberId, free.memberId]);
  });

  test('can be undone: they are back with their rights, under new topics', async () => {
    const company = await createCompany(sql);
    const member = await addMember(sql, company);
    await suspend(company.administrator, member);
    await suspend(company.administrator, member, 'active');
    const { topics } = await rpc<{ topics: string[] }>(sql, member, 'console_state', {
      p_organization: company.id,
    });
    expect(topics).toContain(`member:${member.memberId}:3`);
    expect(await mayListen(sql, member, `member:${member.memberId}:1`)).toBe(false);
  });
});

test('a right taken away or given acts on the next request, without signing in again [I7]', async () => {
  const company = await createCompany(sql);
  const member = await addMember(sql, company, { rights: ['expert'], scope: 'all' });
  const site = await addSite(sql, company);
  await startConversation(sql, site);
  const seen = () => actAs(sql, member, async (tx) => (await tx`select 1 from public.conversations`).length);
  expect(await seen()).toBe(0);
  await sql`update public.members set rights = '{supervisor}' where id = ${member.memberId}`;
  expect(await seen()).toBe(1);
  await sql`update public.members set rights = '{}' where id = ${member.memberId}`;
  expect(await seen()).toBe(0);
});
