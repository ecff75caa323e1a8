import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Caller, only, openDatabase, rpc, tryRpc } from '@/tests/support/database';
import {
  addMember,
  addSite,
  type Company,
  createCompany,
  type Member,
  type Site,
  send,
  startConversation,
} from '@/tests/support/people';
import { momentOf, ownTopic, sentTo } from '@/tests/support/topics';

const sql = openDatabase(20);
let company: Company;
let site: Site;
let agent: Member;
beforeAll(async () => {
  company = await createCompany(sql);
  agent = await addMember(sql, company, { limit: null });
  site = await addSite(sql, company, { agents: [agent] });
});

type Message = { id: string; seq: number; body: string; author: string };
type Conversation = Record<string, unknown> & { last_seq: number };

async function openConversation() {
  const started = await startConversation(sql, site);
  await rpc(sql, agent, 'accept_conversation', { p_conversation: started.id });
  return started;
}
const sendAs = (caller: Caller, conversation: string, id: string, body: string) =>
  tryRpc<Message>(sql, caller, 'send_message', { p_conversation: conversation, p_id: id, p_body: body });
const thread = (id: string) =>
  sql<Message[]>`select * from public.messages where conversation_id = ${id} order by seq`;
const conversationNow = async (id: string) =>
  only(await sql<Conversation[]>`select * from public.conversations where id = ${id}`);
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

describe('sending the same message again', () => {
  test('gives back what was stored first, changes nothing and tells nobody', async () => {
    const { id, visitor } = await openConversation();
    const message = randomUUID();
    const first = await sendAs(visitor, id, message, 'Is it here yet?');
    await sendAs(visitor, id, randomUUID(), 'Another one');
    const before = await conversationNow(id);
    const topics = [`conversation:${id}`, await ownTopic(sql, agent)];
    const heard = await momentOf(sql, topics);

    const again = await sendAs(visitor, id, message, 'Other words this time');
    expect(again).toEqual(first);
    expect(await conversationNow(id)).toEqual(before);
    expect(await sentTo(sql, topics, heard)).toEqual([]);
    expect((await thread(id)).filter((row) => row.id === message)).toMatchObject([
      { body: 'Is it here yet?' },
    ]);
  });

  test('is answered even after the conversation was closed, or given to somebody else', async () => {
    const { id, visitor } = await openConversation();
    const [fromVisitor, fromAgent] = [randomUUID(), randomUUID()];
    const sent = await sendAs(visitor, id, fromVisitor, 'Thanks');
    const answered = await sendAs(agent, id, fromAgent, 'Bye');
    await rpc(sql, agent, 'close_conversation', { p_conversation: id });
    expect(await sendAs(visitor, id, fromVisitor, 'Thanks')).toEqual(sent);
    expect(await sendAs(agent, id, fromAgent, 'Bye')).toEqual(answered);
    expect(await sendAs(visitor, id, randomUUID(), 'One more')).toMatchObject({
      ok: false,
      code: 'PT409',
      message: 'conversation_is_closed',
    });
  });

  test('with an id another author used is refused, and the id may be used in another conversation', async () => {
    const [one, two] = [await openConversation(), await openConversation()];
    const id = randomUUID();
    await sendAs(one.visitor, one.id, id, 'Mine');
    expect(await sendAs(agent, one.id, id, 'Not mine')).toMatchObject({ ok: false, code: '42501' });
    expect(await sendAs(two.visitor, two.id, id, 'Elsewhere')).toMatchObject({
      ok: true,
      value: { body: 'Elsewhere' },
    });
  });

  test('fifty times at once stores one row, and everybody gets that row', async () => {
    const { id, visitor } = await openConversation();
    const { last_seq } = await conversationNow(id);
    const message = randomUUID();
    const results = await Promise.all(upTo(50).map((n) => sendAs(visitor, id, message, `Try ${n}`)));
    const stored = only((await thread(id)).filter((row) => row.id === message));
    for (const result of results)
      expect(result).toMatchObject({ ok: true, value: { seq: stored.seq, body: stored.body } });
    expect(await conversationNow(id)).toMatchObject({ last_seq: last_seq + 1 });
    expect((await thread(id)).map((row) => row.seq)).toEqual(upTo(last_seq + 1));
  });
});

describe('order', () => {
  test('twenty senders with fifty messages each fill one thread without a gap or a duplicate', async () => {
    const { id, visitor } = await openConversation();
    await sql`update public.conversations set burst_started_at = now() + interval '1 hour', burst_count = -10000
              where id = ${id}`;
    const before = (await conversationNow(id)).last_seq;
    await Promise.all(
      upTo(20).map(async (n) => {
        const caller = n % 2 ? visitor : agent;
        for (const m of upTo(50)) await send(sql, caller, id, `Sender ${n}, message ${m}`);
      }),
    );
    const rows = await thread(id);
    expect(rows.map((row) => row.seq)).toEqual(upTo(before + 1_000));
    for (const n of upTo(20)) {
      const own = rows.filter((row) => row.body.startsWith(`Sender ${n},`)).map((row) => row.body);
      expect(own).toEqual(upTo(50).map((m) => `Sender ${n}, message ${m}`));
    }
    expect(await conversationNow(id)).toMatchObject({
      last_seq: before + 1_000,
      last_message_preview: rows.at(-1)?.body,
      agent_unread: 501,
      visitor_unread: 500,
    });
  });

  test('a visitor pages through a thread by sequence number and misses nothing but notes', async () => {
    const { id, visitor } = await openConversation();
    for (const n of upTo(7)) await send(sql, agent, id, `Line ${n}`, n % 3 === 0 ? 'note' : 'text');
    const pages: number[] = [];
    for (let after = 0; ; ) {
      const page = await rpc<{ messages: Message[] }>(sql, visitor, 'visitor_messages', {
        p_conversation: id,
        p_after: after,
        p_limit: 2,
      });
      const last = page.messages.at(-1);
      if (!last) break;
      pages.push(...page.messages.map((row) => row.seq));
      after = last.seq;
    }
    const visible = await sql<{ seq: number }[]>`
      select seq from public.messages where conversation_id = ${id} and kind <> 'note' order by seq`;
    expect(pages).toEqual(visible.map((row) => row.seq));
    expect(pages).toHaveLength(7);
  });
});

describe('receipts and unread counts', () => {
  const mark = (caller: Caller, id: string, delivered: number, read: number) =>
    rpc(sql, caller, 'mark_conversation', { p_conversation: id, p_delivered: delivered, p_read: read });

  test('move forward only, and never past the last message', async () => {
    const { id, visitor } = await openConversation();
    for (const n of upTo(5)) await send(sql, agent, id, `${n}`);
    const { last_seq } = await conversationNow(id);
    await mark(visitor, id, 4, 3);
    expect(await conversationNow(id)).toMatchObject({
      visitor_delivered_seq: 4,
      visitor_read_seq: 3,
      visitor_unread: 4,
    });
    for (const [delivered, read] of [
      [1, 1],
      [0, 0],
      [-5, -5],
      [4, 3],
    ] as const)
      await mark(visitor, id, delivered, read);
    expect(await conversationNow(id)).toMatchObject({
      visitor_delivered_seq: 4,
      visitor_read_seq: 3,
      visitor_unread: 4,
    });
    // One forward, the other back: only what moves forward moves.
    await mark(visitor, id, 5, 1);
    expect(await conversationNow(id)).toMatchObject({
      visitor_delivered_seq: 5,
      visitor_read_seq: 3,
      visitor_unread: 4,
    });
    await mark(visitor, id, 2_147_483_647, 2_147_483_647);
    expect(await conversationNow(id)).toMatchObject({
      visitor_delivered_seq: last_seq,
      visitor_read_seq: last_seq,
      visitor_unread: 0,
    });
  });

  test('what is read is delivered, whatever is said about delivery', async () => {
    const { id, visitor } = await openConversation();
    await send(sql, visitor, id, 'Hello');
    await mark(agent, id, 0, 2);
    expect(await conversationNow(id)).toMatchObject({ agent_delivered_seq: 2, agent_read_seq: 2 });
  });

  test('count what the other side wrote: no notes, no events, nothing of one’s own', async () => {
    const { id, visitor } = await openConversation();
    await mark(agent, id, 99, 99);
    await send(sql, agent, id, 'A note', 'note');
    await send(sql, agent, id, 'An answer');
    expect(await conversationNow(id)).toMatchObject({ agent_unread: 0, visitor_unread: 1 });
    await send(sql, visitor, id, 'One');
    await send(sql, visitor, id, 'Two');
    expect(await conversationNow(id)).toMatchObject({ agent_unread: 2, visitor_unread: 1 });
  });

  test('of the agents are moved by the assignee alone: a supervisor who looks leaves no trace', async () => {
    const { id, visitor } = await openConversation();
    await send(sql, visitor, id, 'Hello');
    const before = await conversationNow(id);
    await mark(company.administrator, id, 99, 99);
    expect(await conversationNow(id)).toEqual(before);
  });

  test('stay true while both sides write and read at once', async () => {
    const { id, visitor } = await openConversation();
    await Promise.all(
      upTo(15).flatMap((n) => [
        send(sql, visitor, id, `v${n}`),
        send(sql, agent, id, `a${n}`),
        mark(visitor, id, n, n),
        mark(agent, id, n, n),
      ]),
    );
    const truth = only(
      await sql<Record<string, number>[]>`
      select count(*) filter (where m.author = 'visitor' and m.seq > c.agent_read_seq)::int as agent_unread,
             count(*) filter (where m.author = 'agent' and m.kind = 'text' and m.seq > c.visitor_read_seq)::int as visitor_unread
      from public.conversations c join public.messages m on m.conversation_id = c.id where c.id = ${id}`,
    );
    expect(await conversationNow(id)).toMatchObject(truth);
  });
});

describe('a visitor who writes too fast', () => {
  const limit = async () =>
    only(
      await sql<{ value: number }[]>`
      select value from private.limits where name = 'visitor_messages_per_minute'`,
    ).value;

  test('is stopped at the limit with 429, keeps what was sent, and may go on a minute later', async () => {
    const { id, visitor } = await openConversation();
    const maximum = await limit();
    const results = [];
    for (const n of upTo(maximum + 2)) results.push(await sendAs(visitor, id, randomUUID(), `${n}`));
    // The first message of the conversation counts as well.
    expect(results.filter((result) => result.ok)).toHaveLength(maximum - 1);
    expect(results.at(-1)).toMatchObject({ ok: false, code: 'PT429', message: 'too_many_messages' });
    expect((await conversationNow(id)).last_seq).toBe((await thread(id)).length);

    await sql`update public.conversations set burst_started_at = burst_started_at - interval '61 seconds' where id = ${id}`;
    expect(await sendAs(visitor, id, randomUUID(), 'Sorry')).toMatchObject({ ok: true });
  });

  test('slows down nobody else: the agent and other visitors go on', async () => {
    const [flooded, quiet] = [await openConversation(), await openConversation()];
    await sql`update public.conversations set burst_started_at = now(), burst_count = 100000 where id = ${flooded.id}`;
    expect(await sendAs(flooded.visitor, flooded.id, randomUUID(), 'x')).toMatchObject({
      ok: false,
      code: 'PT429',
    });
    expect(await sendAs(agent, flooded.id, randomUUID(), 'Slowly, please')).toMatchObject({ ok: true });
    expect(await sendAs(quiet.visitor, quiet.id, randomUUID(), 'Hello')).toMatchObject({ ok: true });
  });

  test('cannot get round it by resending, nor is a resend counted', async () => {
    const { id, visitor } = await openConversation();
    const message = randomUUID();
    await sendAs(visitor, id, message, 'Once');
    const before = await conversationNow(id);
    for (const _ of upTo(70)) expect(await sendAs(visitor, id, message, 'Once')).toMatchObject({ ok: true });
    expect(await conversationNow(id)).toEqual(before);
  });
});

test('notes reach members only, do not touch the preview, and count as no answer', async () => {
  const { id, visitor } = await openConversation();
  const before = await conversationNow(id);
  const topic = `conversation:${id}`;
  const heard = await momentOf(sql, [topic]);
  await send(sql, agent, id, 'Between us', 'note');
  const after = await conversationNow(id);
  expect(after).toEqual({ ...before, last_seq: before.last_seq + 1 });
  expect(await sentTo(sql, [topic], heard)).toEqual([]);
  const seen = await rpc<{ messages: Message[] }>(sql, visitor, 'visitor_messages', { p_conversation: id });
  expect(seen.messages.map((row) => row.body)).not.toContain('Between us');
});
