import { randomInt, randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import {
  only,
  openDatabase,
  pidOf,
  rpc,
  type Transaction,
  tryRpc,
  waitersOf,
  withoutSweep,
} from '@/tests/support/database';
import {
  addMembers,
  addSite,
  addVisitor,
  createCompany,
  type Member,
  startConversation,
} from '@/tests/support/people';
import { contradictions } from './assignment-truth';

/** Everything at once, on purpose without any order, for as long as it takes to meet every lock. */
const seed = Number(process.env.TEST_SEED ?? randomInt(2 ** 31));
const sql = openDatabase(16);

/** A small generator, so that a printed seed plays the same choices again. */
function choices(from: number): (below: number) => number {
  let state = from >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Refusals of the rules. Anything else — deadlock, timeout, constraint — fails the test. */
const LAWFUL = /^(PT\d{3}|42501)$/;

test(`whatever members, visitors and the sweep do at once, nothing waits for itself (TEST_SEED=${seed})`, async () => {
  const company = await createCompany(sql);
  const agents = await addMembers(sql, company, 4, {
    limit: 2,
    rights: ['agent', 'supervisor'],
    scope: 'all',
  });
  const administrators = await addMembers(sql, company, 2, {
    rights: ['administrator', 'agent'],
    scope: 'all',
  });
  const sites = await Promise.all([
    addSite(sql, company, { assignment: 'automatic' }),
    addSite(sql, company, { assignment: 'automatic', agents }),
    addSite(sql, company, { assignment: 'manual' }),
  ]);
  await sql`update public.sites set accept_within = 10, misses_until_away = 2, wait_max = 60 where organization_id = ${company.id}`;
  const visitors = (
    await Promise.all(sites.map((site) => Promise.all([1, 2, 3].map(() => addVisitor(sql, site)))))
  ).flat();
  const everybody: Member[] = [...agents, ...administrators, company.administrator];
  const conversations: string[] = [];
  const organization = { p_organization: company.id };

  const worker = async (n: number): Promise<string[]> => {
    const choose = choices(seed + n * 7_919);
    const one = <T>(items: readonly T[]): T => {
      const item = items[choose(items.length)];
      if (item === undefined) throw new Error('Nothing to choose from.');
      return item;
    };
    const unlawful: string[] = [];
    const attempt = async (
      caller: Parameters<typeof tryRpc>[1],
      name: string,
      parameters: Record<string, unknown>,
    ) => {
      const outcome = await tryRpc(sql, caller, name, parameters);
      if (!outcome.ok && !LAWFUL.test(outcome.code))
        unlawful.push(`${name}: ${outcome.code} ${outcome.message}`);
    };
    for (let step = 0; step < 70; step += 1) {
      const member = one(everybody);
      const visitor = one(visitors);
      const conversation = { p_conversation: conversations.length ? one(conversations) : randomUUID() };
      const text = { p_id: randomUUID(), p_body: `Step ${step}` };
      const acts: (() => Promise<unknown>)[] = [
        async () => {
          const id = randomUUID();
          conversations.push(id);
          await attempt(visitor, 'start_conversation', {
            p_conversation: id,
            p_message: text.p_id,
            p_body: text.p_body,
          });
        },
        () => attempt(visitor, 'send_message', { ...conversation, ...text }),
        () => attempt(member, 'send_message', { ...conversation, ...text, p_kind: one(['text', 'note']) }),
        () =>
          attempt(one([member, visitor]), 'mark_conversation', {
            ...conversation,
            p_delivered: step,
            p_read: step,
          }),
        () => attempt(one([member, visitor]), 'set_typing', { ...conversation, p_is_typing: true }),
        () =>
          attempt(visitor, 'set_visitor_page', { p_url: `https://shop.example/${step}`, p_title: 'Page' }),
        () => attempt(member, 'accept_conversation', conversation),
        () => attempt(member, 'return_conversation', conversation),
        () => attempt(member, 'reopen_conversation', conversation),
        () => attempt(one([member, visitor]), 'close_conversation', conversation),
        () => attempt(member, one(['watch_conversation', 'unwatch_conversation']), conversation),
        () => attempt(member, one(['heartbeat', 'end_lease']), organization),
        () =>
          attempt(member, 'set_availability', {
            ...organization,
            p_status: one(['online', 'online', 'away']),
          }),
        () =>
          attempt(one(administrators), 'update_member', {
            p_member: one(everybody).memberId,
            p_changes: { status: one(['suspended', 'active', 'active']) },
          }),
        () =>
          attempt(visitor, 'leave_message', {
            p_conversation: conversation.p_conversation,
            p_message: text.p_id,
            p_body: text.p_body,
            p_start: { answers: { name: 'Vi', email: 'vi@example.org' } },
          }),
        () => attempt(member, 'make_live', conversation),
        () =>
          attempt(member, 'transfer_conversation', {
            ...conversation,
            ...one([{ p_member: one(everybody).memberId }, { p_department: company.departmentId }]),
          }),
        () => sql`call private.sweep()`,
        () =>
          sql`update public.conversations set accept_by = now() where accept_by is not null and organization_id = ${company.id} and id = ${conversation.p_conversation}`,
        () =>
          sql`update public.agent_availability set lease_expires_at = now() where member_id = ${member.memberId}`,
      ];
      await one(acts)();
    }
    return unlawful;
  };

  const unlawful = await Promise.all(Array.from({ length: 14 }, (_, n) => worker(n)));
  expect(unlawful.flat()).toEqual([]);
  expect(await contradictions(sql, company.id)).toEqual([]);
  const administratorsLeft = await sql`
    select 1 from public.members where organization_id = ${company.id} and status = 'active' and 'administrator' = any (rights)`;
  expect(administratorsLeft.length).toBeGreaterThan(0);
  // The mix must have done something: conversations of every state, not refusals only.
  const states =
    await sql`select distinct status from public.conversations where organization_id = ${company.id}`;
  expect(states.length).toBeGreaterThan(1);
});

describe('whatever starts, ends or moves a conversation', () => {
  /** What each function is called with; each must wait for the organization's lock before it holds anything. */
  const MOVES: {
    name: string;
    by: 'agent' | 'visitor' | 'administrator';
    on: 'open' | 'waiting' | 'closed' | 'none';
  }[] = [
    { name: 'start_conversation', by: 'visitor', on: 'none' },
    { name: 'accept_conversation', by: 'agent', on: 'waiting' },
    { name: 'close_conversation', by: 'agent', on: 'open' },
    { name: 'return_conversation', by: 'agent', on: 'open' },
    { name: 'reopen_conversation', by: 'agent', on: 'closed' },
    { name: 'set_availability', by: 'agent', on: 'none' },
    { name: 'heartbeat', by: 'agent', on: 'none' },
    { name: 'update_member', by: 'administrator', on: 'none' },
  ];

  test.each(MOVES)(
    '$name takes the organization’s lock first, so nobody can wait in a circle',
    async ({ name, by, on }) => {
      const company = await createCompany(sql);
      const agent = only(await addMembers(sql, company, 1));
      const site = await addSite(sql, company, { agents: [agent] });
      const { id, visitor } = await startConversation(sql, site);
      if (on !== 'waiting') await rpc(sql, agent, 'accept_conversation', { p_conversation: id });
      if (on === 'closed' || name === 'start_conversation')
        await rpc(sql, agent, 'close_conversation', { p_conversation: id });
      const parameters: Record<string, unknown> = {
        start_conversation: { p_conversation: randomUUID(), p_message: randomUUID(), p_body: 'Hello' },
        set_availability: { p_organization: company.id, p_status: 'online' },
        heartbeat: { p_organization: company.id },
        update_member: { p_member: agent.memberId, p_changes: { status: 'suspended' } },
      }[name] ?? { p_conversation: id };

      let moved: ReturnType<typeof tryRpc> | undefined;
      const holdAndLook = async (holder: Transaction) => {
        const pid = await pidOf(holder);
        await holder`select private.lock_assignment(${company.id})`;
        moved = tryRpc(sql, { agent, visitor, administrator: company.administrator }[by], name, parameters);
        await vi.waitFor(async () => expect(await waitersOf(sql, pid)).toBe(1));
        // The holder could want any of these next; it must get them at once.
        await holder`select 1 from public.conversations where organization_id = ${company.id} for no key update nowait`;
        await holder`select 1 from public.agent_availability where organization_id = ${company.id} for no key update nowait`;
        await holder`select 1 from public.members where organization_id = ${company.id} for no key update nowait`;
        await holder`select 1 from public.organizations where id = ${company.id} for no key update nowait`;
      };
      // The sweep would wait for the organization as well.
      await withoutSweep(sql, () => sql.begin(holdAndLook));
      expect(await moved).toMatchObject({ ok: true });
    },
  );
});

test('two organizations never wait for each other: one held up leaves the other free', async () => {
  const [held, free] = [await createCompany(sql), await createCompany(sql)];
  await sql.begin(async (tx) => {
    await tx`select private.lock_assignment(${held.id})`;
    await rpc(sql, free.administrator, 'set_availability', { p_organization: free.id, p_status: 'online' });
    const site = await addSite(sql, free, { assignment: 'automatic' });
    const visitor = await addVisitor(sql, site);
    const started = await rpc<{ conversation: { status: string } }>(sql, visitor, 'start_conversation', {
      p_conversation: randomUUID(),
      p_message: randomUUID(),
      p_body: 'Hello',
    });
    expect(started.conversation.status).toBe('open');
  });
});
