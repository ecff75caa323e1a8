import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import {
  actAs,
  type Caller,
  call,
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
  addMember,
  addSite,
  addVisitor,
  type Company,
  createCompany,
  type Member,
  type Site,
  send,
  startConversation,
  type Visitor,
} from '@/tests/support/people';
import { momentOf, ownTopic, sentTo } from '@/tests/support/topics';

const sql = openDatabase(12);
let company: Company;
let agent: Member;
let colleague: Member;
let supervisor: Member;
let site: Site;
beforeAll(async () => {
  company = await createCompany(sql);
  [agent, colleague, supervisor] = await Promise.all([
    addMember(sql, company, { limit: null }),
    addMember(sql, company, { limit: null }),
    addMember(sql, company, { rights: ['supervisor'], scope: 'all' }),
  ]);
  site = await addSite(sql, company, { agents: [agent, colleague] });
});

type Started = { conversation: { id: string; status: string }; message: { id: string; seq: number } };
const start = (visitor: Visitor, conversation: string, message: string, body = 'Hello') =>
  rpc<Started>(sql, visitor, 'start_conversation', {
    p_conversation: conversation,
    p_message: message,
    p_body: body,
  });
const act = (caller: Caller, name: string, conversation: string) =>
  tryRpc(sql, caller, name, { p_conversation: conversation });
const now = async (id: string) => only(await sql`select * from public.conversations where id = ${id}`);
const events = async (id: string) =>
  (
    await sql<{ body: string }[]>`
      select body from public.messages where conversation_id = ${id} and kind = 'event' order by seq`
  ).map((row) => row.body);
const refused = (message: string) => ({ ok: false, code: 'PT409', message });

describe('starting', () => {
  test('twice with the same ids makes one conversation with one message', async () => {
    const visitor = await addVisitor(sql, site);
    const [conversation, message] = [randomUUID(), randomUUID()];
    const first = await start(visitor, conversation, message);
    expect(await start(visitor, conversation, message)).toEqual(first);
    const stored = await sql`select 1 from public.messages where conversation_id = ${conversation}`;
    expect(stored).toHaveLength(1);
  });

  test('again, after the conversation it had joined was closed, gives back the stored message and starts none', async () => {
    const visitor = await addVisitor(sql, site);
    const [joined, asked, message] = [randomUUID(), randomUUID(), randomUUID()];
    await start(visitor, joined, randomUUID());
    const first = await start(visitor, asked, message, 'And also');
    expect(first.conversation.id).toBe(joined);
    await act(visitor, 'close_conversation', joined);
    const again = await start(visitor, asked, message, 'And also');
    expect(again).toMatchObject({ conversation: { id: joined, status: 'closed' }, message: first.message });
    const stored = await sql`select 1 from public.messages where id = ${message}`;
    expect(stored).toHaveLength(1);
  });

  test('in ten tabs at once makes one conversation that holds all ten messages', async () => {
    const visitor = await addVisitor(sql, site);
    const started = await Promise.all(
      Array.from({ length: 10 }, (_, n) => start(visitor, randomUUID(), randomUUID(), `Tab ${n}`)),
    );
    const conversation = only(
      await sql<{ id: string }[]>`
      select id from public.conversations where visitor_id = ${visitor.id}`,
    );
    expect(new Set(started.map((result) => result.conversation.id))).toEqual(new Set([conversation.id]));
    expect(started.map((result) => result.message.seq).toSorted((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });

  // Broadcasts are read from the log, which a commit reaches before its rows show: whoever heard may be too early.
  test.each(['mark_conversation', 'accept_conversation'])(
    'keeps %s waiting until the conversation shows, instead of refusing whoever heard of it first',
    async (name) => {
      const visitor = await addVisitor(sql, site);
      const conversation = randomUUID();
      let early: ReturnType<typeof tryRpc> | undefined;
      const beginAndBeHeard = async (tx: Transaction) => {
        await call(tx, 'start_conversation', {
          p_conversation: conversation,
          p_message: randomUUID(),
          p_body: 'Hello',
        });
        const pid = await pidOf(tx);
        early = tryRpc(sql, agent, name, {
          p_conversation: conversation,
          ...(name === 'mark_conversation' && { p_delivered: 1, p_read: 1 }),
        });
        await vi.waitFor(async () => expect(await waitersOf(sql, pid)).toBe(1));
      };
      // The sweep would wait for the organization as well.
      await withoutSweep(sql, () => actAs(sql, visitor, beginAndBeHeard));
      expect(await early).toMatchObject({ ok: true });
    },
  );

  test('while the current conversation is being closed ends in the old one or a new one, never in a refusal', async () => {
    for (let round = 0; round < 40; round += 1) {
      const visitor = await addVisitor(sql, site);
      const first = randomUUID();
      await start(visitor, first, randomUUID());
      const [closed, result] = await Promise.all([
        act(visitor, 'close_conversation', first),
        start(visitor, randomUUID(), randomUUID(), 'Still there?'),
      ]);
      expect(closed).toMatchObject({ ok: true });
      const isOld = result.conversation.id === first;
      expect(result.message.seq).toBe(isOld ? 2 : 1);
    }
  });

  test('is refused on a disabled site, and an earlier visitor is not let in again', async () => {
    const closedShop = await addSite(sql, company, { agents: [agent] });
    const visitor = await addVisitor(sql, closedShop);
    await sql`update public.sites set is_enabled = false where id = ${closedShop.id}`;
    const result = await tryRpc(sql, visitor, 'start_conversation', {
      p_conversation: randomUUID(),
      p_message: randomUUID(),
      p_body: 'Hello',
    });
    expect(result).toMatchObject({ ok: false, code: 'PT403', message: 'site_is_disabled' });
  });

  test('too many conversations in an hour is refused with 429', async () => {
    const visitor = await addVisitor(sql, site);
    await sql`
      insert into public.conversations (id, organization_id, site_id, visitor_id, status, waiting_since, closed_at)
      select gen_random_uuid(), ${company.id}, ${site.id}, ${visitor.id}, 'closed', null, now()
      from generate_series(1, 30)`;
    const again = () =>
      tryRpc(sql, visitor, 'start_conversation', {
        p_conversation: randomUUID(),
        p_message: randomUUID(),
        p_body: 'Hello',
      });
    expect(await again()).toMatchObject({ ok: false, code: 'PT429', message: 'too_many_conversations' });
    await sql`update public.conversations set created_at = created_at - interval '2 hours' where visitor_id = ${visitor.id}`;
    expect(await again()).toMatchObject({ ok: true });
  });
});

describe('who sees what', () => {
  const visibleTo = (caller: Caller) =>
    actAs(sql, caller, async (tx) =>
      (await tx<{ id: string }[]>`select id from public.conversations`).map(({ id }) => id),
    );

  test('an agent sees the queue and their own, and a colleague’s only once it is theirs [N9, N25]', async () => {
    const { id } = await startConversation(sql, site);
    expect(await visibleTo(colleague)).toContain(id);
    await act(agent, 'accept_conversation', id);
    expect(await visibleTo(agent)).toContain(id);
    expect(await visibleTo(colleague)).not.toContain(id);
    const messages = await actAs(
      sql,
      colleague,
      (tx) => tx`select 1 from public.messages where conversation_id = ${id}`,
    );
    expect(messages).toHaveLength(0);

    await act(agent, 'return_conversation', id);
    await act(colleague, 'accept_conversation', id);
    expect(await visibleTo(colleague)).toContain(id);
    expect(await visibleTo(agent)).not.toContain(id);
  });

  test('whoever sees all sees all, from the first message to long after the end [N11]', async () => {
    const { id } = await startConversation(sql, site);
    expect(await visibleTo(supervisor)).toContain(id);
    await act(agent, 'accept_conversation', id);
    await act(agent, 'close_conversation', id);
    expect(await visibleTo(supervisor)).toContain(id);
  });

  test('only members with the agent right may answer or take a conversation [A14]', async () => {
    const { id } = await startConversation(sql, site);
    expect(await act(supervisor, 'accept_conversation', id)).toMatchObject({ ok: false, code: '42501' });
    await sql`update public.members set rights = '{supervisor,agent}' where id = ${supervisor.memberId}`;
    await sql`insert into public.site_agents (organization_id, site_id, member_id)
              values (${company.id}, ${site.id}, ${supervisor.memberId})`;
    expect(await act(supervisor, 'accept_conversation', id)).toMatchObject({ ok: true });
    await act(supervisor, 'return_conversation', id);
    await sql`update public.members set rights = '{supervisor}' where id = ${supervisor.memberId}`;
    expect(await act(supervisor, 'accept_conversation', id)).toMatchObject({ ok: false, code: '42501' });
  });
});

describe('closing, reopening and returning', () => {
  test('leave their mark in the thread, once each however often they are repeated', async () => {
    const { id, visitor } = await startConversation(sql, site);
    for (const [caller, name] of [
      [agent, 'accept_conversation'],
      [agent, 'accept_conversation'],
      [visitor, 'close_conversation'],
      [visitor, 'close_conversation'],
      [agent, 'close_conversation'],
      [agent, 'reopen_conversation'],
      [agent, 'reopen_conversation'],
      [agent, 'return_conversation'],
    ] as const) {
      expect(await act(caller, name, id)).toMatchObject({ ok: true });
    }
    expect(await events(id)).toEqual(['assigned', 'closed', 'reopened', 'returned']);
    expect(await now(id)).toMatchObject({
      status: 'waiting',
      assignee_id: null,
      closed_at: null,
      closed_by: null,
    });
  });

  test('say who closed it', async () => {
    const [one, two] = [await startConversation(sql, site), await startConversation(sql, site)];
    await act(agent, 'accept_conversation', two.id);
    await act(one.visitor, 'close_conversation', one.id);
    await act(agent, 'close_conversation', two.id);
    expect([(await now(one.id)).closed_by, (await now(two.id)).closed_by]).toEqual(['visitor', 'agent']);
  });

  test('a visitor who comes back after the end begins a new conversation and keeps the old one', async () => {
    const { id, visitor } = await startConversation(sql, site);
    await act(agent, 'accept_conversation', id);
    await act(agent, 'close_conversation', id);
    const next = randomUUID();
    await start(visitor, next, randomUUID());
    const state = await rpc<{ conversations: { id: string; status: string }[] }>(
      sql,
      visitor,
      'visitor_state',
    );
    expect(state.conversations.map((row) => [row.id, row.status])).toEqual([
      [next, 'waiting'],
      [id, 'closed'],
    ]);
    expect(await act(agent, 'reopen_conversation', id)).toMatchObject(
      refused('visitor_has_a_current_conversation'),
    );
    await act(visitor, 'close_conversation', next);
    expect(await act(agent, 'reopen_conversation', id)).toMatchObject({ ok: true });
  });

  test('a conversation given back keeps its place in the queue', async () => {
    const { id } = await startConversation(sql, site);
    await act(agent, 'accept_conversation', id);
    await act(agent, 'return_conversation', id);
    const row = await now(id);
    expect(row.waiting_since).toEqual(row.created_at);
  });

  test('the one who loses a conversation is told that it is gone, and not a word more', async () => {
    const { id } = await startConversation(sql, site);
    await act(agent, 'accept_conversation', id);
    const topic = await ownTopic(sql, agent);
    const heard = await momentOf(sql, [topic]);
    await act(company.administrator, 'return_conversation', id);
    await send(sql, company.administrator, id, 'Difficult customer', 'note');
    const told = await sentTo(sql, [topic], heard);
    expect(told.map(({ event }) => event)).toEqual(['message', 'conversation_gone']);
    expect(told[1]?.payload).toEqual({ id, status: 'waiting', assignee_id: null });
  });
});

describe('watching', () => {
  test('brings a conversation’s messages to a member who may see it, until the lease ends', async () => {
    const { id, visitor } = await startConversation(sql, site);
    await act(agent, 'accept_conversation', id);
    await act(supervisor, 'watch_conversation', id);
    const topic = await ownTopic(sql, supervisor);
    const heardAfter = async (body: string) => {
      const heard = await momentOf(sql, [topic]);
      await send(sql, visitor, id, body);
      return (await sentTo(sql, [topic], heard)).map(({ payload }) => payload.body);
    };
    expect(await heardAfter('One')).toEqual(['One']);
    await sql`update public.conversation_watchers set expires_at = now() where conversation_id = ${id}`;
    expect(await heardAfter('Two')).toEqual([]);
    await act(supervisor, 'watch_conversation', id);
    expect(await heardAfter('Three')).toEqual(['Three']);
    await act(supervisor, 'unwatch_conversation', id);
    expect(await heardAfter('Four')).toEqual([]);
  });

  test('ends with the right to see: nothing more is sent though the watch still runs', async () => {
    const { id, visitor } = await startConversation(sql, site);
    await act(colleague, 'watch_conversation', id);
    await act(agent, 'accept_conversation', id);
    const topic = await ownTopic(sql, colleague);
    const heard = await momentOf(sql, [topic]);
    await send(sql, visitor, id, 'For the one who has it');
    expect(await sentTo(sql, [topic], heard)).toEqual([]);
  });
});
