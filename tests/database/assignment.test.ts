import { beforeAll, describe, expect, test } from 'vitest';
import { type Caller, only, openDatabase, rpc, tryRpc, withoutSweep } from '@/tests/support/database';
import {
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
import { contradictions, leftWaiting } from './assignment-truth';

const sql = openDatabase(20);

/** A company of its own for each test: who is online, and with what room, decides everything here. */
async function team(count: number, limit: number | null, assignment: 'automatic' | 'manual' = 'automatic') {
  const company = await createCompany(sql);
  const agents = await addMembers(sql, company, count, { limit });
  const site = await addSite(sql, company, { assignment, agents });
  return { company, agents, site };
}
const act = (caller: Caller, name: string, conversation: string) =>
  tryRpc(sql, caller, name, { p_conversation: conversation });
const ownerOf = async (id: string) =>
  only(
    await sql<{ assignee_id: string | null; status: string }[]>`
    select assignee_id, status from public.conversations where id = ${id}`,
  );
const endLeaseOf = (member: Member) =>
  sql`update public.agent_availability set lease_expires_at = now() where member_id = ${member.memberId}`;
const pick = <T>(items: readonly T[], n: number): T => {
  const item = items[n % items.length];
  if (item === undefined) throw new Error('Nothing to pick from.');
  return item;
};

describe('taking a conversation by hand', () => {
  test('an agent at the limit is refused, however many they reach for at once [A13]', async () => {
    const { company, agents, site } = await team(1, 3, 'manual');
    const agent = pick(agents, 0);
    const started = await Promise.all(Array.from({ length: 12 }, () => startConversation(sql, site)));
    const results = await Promise.all(started.map(({ id }) => act(agent, 'accept_conversation', id)));
    expect(results.filter((result) => result.ok)).toHaveLength(3);
    for (const result of results.filter((candidate) => !candidate.ok)) {
      expect(result).toMatchObject({ code: 'PT409', message: 'agent_is_at_limit' });
    }
    expect(await contradictions(sql, company.id)).toEqual([]);
  });

  test('no limit means no limit [N15]', async () => {
    const { agents, site } = await team(1, null, 'manual');
    const started = await Promise.all(Array.from({ length: 30 }, () => startConversation(sql, site)));
    const results = await Promise.all(
      started.map(({ id }) => act(pick(agents, 0), 'accept_conversation', id)),
    );
    expect(results.every((result) => result.ok)).toBe(true);
  });
});

describe('automatic assignment', () => {
  test('goes to the high priority first, then to the least busy, then to whoever has waited longest [A25, A26]', async () => {
    const { company, agents, site } = await team(3, 2);
    const [low, first, second] = [pick(agents, 0), pick(agents, 1), pick(agents, 2)];
    await sql`update public.site_agents set priority = 'low' where member_id = ${low.memberId}`;
    for (const agent of [low, first, second]) await goOnline(sql, company, agent);
    const owners: (string | null)[] = [];
    for (let n = 0; n < 7; n += 1)
      owners.push((await ownerOf((await startConversation(sql, site)).id)).assignee_id);
    const order = [first, second]
      .toSorted((a, b) => (a.memberId < b.memberId ? -1 : 1))
      .map((agent) => agent.memberId);
    expect(owners).toEqual([...order, ...order, low.memberId, low.memberId, null]);
  });

  test('leaves a manual site’s conversations to be taken', async () => {
    const { company, agents, site } = await team(1, 4, 'manual');
    await goOnline(sql, company, pick(agents, 0));
    expect(await ownerOf((await startConversation(sql, site)).id)).toMatchObject({ status: 'waiting' });
  });

  test('reaches nobody who is away, whose lease has ended, or who serves other sites [A23, I40]', async () => {
    const { company, agents, site } = await team(2, 4);
    const [away, gone] = [pick(agents, 0), pick(agents, 1)];
    const elsewhere = await addMember(sql, company);
    for (const agent of [away, gone, elsewhere]) await goOnline(sql, company, agent);
    await rpc(sql, away, 'set_availability', { p_organization: company.id, p_status: 'away' });
    await endLeaseOf(gone);
    expect(await ownerOf((await startConversation(sql, site)).id)).toMatchObject({ status: 'waiting' });
  });

  test('gives the one that waited longest to whoever comes online or sends a sign of life again', async () => {
    const { company, agents, site } = await team(2, 1);
    const [one, two] = [pick(agents, 0), pick(agents, 1)];
    await withoutSweep(sql, async () => {
      const oldest = await startConversation(sql, site);
      const newest = await startConversation(sql, site);
      await goOnline(sql, company, one);
      expect((await ownerOf(oldest.id)).assignee_id).toBe(one.memberId);
      await rpc(sql, two, 'heartbeat', { p_organization: company.id });
      expect((await ownerOf(newest.id)).assignee_id).toBe(two.memberId);
    });
  });

  test('fills the place a closed conversation leaves, in the same breath', async () => {
    const { company, agents, site } = await team(1, 1);
    await goOnline(sql, company, pick(agents, 0));
    await withoutSweep(sql, async () => {
      const [first, second] = [await startConversation(sql, site), await startConversation(sql, site)];
      await act(first.visitor, 'close_conversation', first.id);
      expect(await ownerOf(second.id)).toMatchObject({ status: 'open' });
    });
  });

  test('gives a returned conversation to another agent, and the room it leaves to another conversation', async () => {
    const { company, agents, site } = await team(2, 1);
    const [one, two] = [pick(agents, 0), pick(agents, 1)];
    await withoutSweep(sql, async () => {
      await goOnline(sql, company, one);
      const returned = await startConversation(sql, site);
      const other = await startConversation(sql, site);
      await act(one, 'return_conversation', returned.id);
      expect(await ownerOf(returned.id)).toMatchObject({ status: 'waiting' });
      expect((await ownerOf(other.id)).assignee_id).toBe(one.memberId);
      await goOnline(sql, company, two);
      expect((await ownerOf(returned.id)).assignee_id).toBe(two.memberId);
    });
  });
});

describe('a race of arrivals, closings and limits', () => {
  test('never puts an agent above the limit, and leaves nobody waiting while an agent is free', async () => {
    const { company, agents, site } = await team(4, 3);
    for (const agent of agents) await goOnline(sql, company, agent);
    let running = true;
    const watching = (async () => {
      const seen: string[] = [];
      while (running) seen.push(...(await contradictions(sql, company.id)));
      return seen;
    })();
    await withoutSweep(sql, async () => {
      const arrivals = Array.from({ length: 6 }, async () => {
        for (let n = 0; n < 15; n += 1) await startConversation(sql, site);
      });
      const closings = agents.map(async (agent, n) => {
        for (let round = 0; round < 15; round += 1) {
          const [open] = await sql<{ id: string }[]>`
            select id from public.conversations where assignee_id = ${agent.memberId} and status = 'open' limit 1`;
          const what = (round + n) % 3 ? 'close_conversation' : 'return_conversation';
          if (open) expect(await act(agent, what, open.id)).toMatchObject({ ok: true });
        }
      });
      await Promise.all([...arrivals, ...closings]);
      running = false;
      expect(await watching).toEqual([]);
      // The last returned ones may not go back to who returned them; everything else must have found its agent.
      const free = await leftWaiting(sql, company.id);
      const returned = await sql<{ id: string }[]>`
        select c.id from public.conversations c where c.organization_id = ${company.id} and c.status = 'waiting'
          and exists (select 1 from public.messages m where m.conversation_id = c.id and m.body = 'returned')`;
      expect(free.filter((id) => !returned.some((row) => row.id === id))).toEqual([]);
    });
    expect(await contradictions(sql, company.id)).toEqual([]);
  });

  test('ends with every conversation given out once there is room for all', async () => {
    const { company, agents, site } = await team(5, 4);
    await withoutSweep(sql, async () => {
      const [started] = await Promise.all([
        Promise.all(Array.from({ length: 20 }, () => startConversation(sql, site))),
        ...agents.map((agent) => goOnline(sql, company, agent)),
      ]);
      for (const { id } of started) expect(await ownerOf(id)).toMatchObject({ status: 'open' });
      expect(await contradictions(sql, company.id)).toEqual([]);
    });
  });
});

describe('availability', () => {
  let company: Company;
  let site: Site;
  let agent: Member;
  beforeAll(async () => {
    ({
      company,
      site,
      agents: [agent],
    } = (await team(1, 4)) as { company: Company; site: Site; agents: [Member] });
  });
  const online = async () =>
    (
      await rpc<{ is_online: boolean }>(sql, { role: 'service_role', id: null }, 'widget_config', {
        p_site_key: site.key,
      })
    ).is_online;

  test('is a lease: it starts with a sign of life, ends with its time or with signing out', async () => {
    expect(await online()).toBe(false);
    await rpc(sql, agent, 'heartbeat', { p_organization: company.id });
    expect(await online()).toBe(true);
    const { remaining } = only(
      await sql<{ remaining: number }[]>`
      select extract(epoch from lease_expires_at - now())::float as remaining
      from public.agent_availability where member_id = ${agent.memberId}`,
    );
    expect(remaining).toBeGreaterThanOrEqual(90);
    await endLeaseOf(agent);
    expect(await online()).toBe(false);
    await rpc(sql, agent, 'heartbeat', { p_organization: company.id });
    expect(await online()).toBe(true);
    await rpc(sql, agent, 'end_lease', { p_organization: company.id });
    expect(await online()).toBe(false);
  });

  test('away stays away through every sign of life, until the agent says otherwise', async () => {
    await rpc(sql, agent, 'set_availability', { p_organization: company.id, p_status: 'away' });
    await rpc(sql, agent, 'heartbeat', { p_organization: company.id });
    expect(await online()).toBe(false);
    await rpc(sql, agent, 'set_availability', { p_organization: company.id, p_status: 'online' });
    expect(await online()).toBe(true);
  });

  test('does not count without the agent right, nor when suspended [A14]', async () => {
    await rpc(sql, agent, 'set_availability', { p_organization: company.id, p_status: 'online' });
    await sql`update public.members set rights = '{supervisor}' where id = ${agent.memberId}`;
    expect(await online()).toBe(false);
    await sql`update public.members set rights = '{agent}' where id = ${agent.memberId}`;
    expect(await online()).toBe(true);
  });
});
