import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import WebSocket from 'ws';
import { createVisitorTokenSigner } from '@/lib/visitors/visitor-token';
import { openDatabase, rpc } from '@/tests/support/database';
import {
  addMember,
  addSite,
  addVisitor,
  createCompany,
  type Member,
  type Site,
  send,
  startConversation,
  type Visitor,
} from '@/tests/support/people';
import type { RealtimeTopic } from '@/widget/core/transport';
import { joinTopic } from '@/widget/transport/realtime-topic';

/** The widget's own socket against the running gateway. */
const sql = openDatabase();
const { url, publishableKey, jwtSecret } = inject('backend');
const sign = createVisitorTokenSigner(jwtSecret, url);
const address = { supabaseUrl: url, publishableKey };

let agent: Member;
let site: Site;
const open: RealtimeTopic[] = [];

beforeAll(async () => {
  // Node 20 has none of its own; browsers do.
  vi.stubGlobal('WebSocket', WebSocket);
  const company = await createCompany(sql);
  agent = await addMember(sql, company, { limit: null });
  site = await addSite(sql, company);
});
afterEach(() => {
  for (const topic of open.splice(0)) topic.leave();
});

/** A token that ends after so many seconds: signed as if most of its quarter of an hour had passed. */
const tokenFor = async (visitor: Visitor, secondsLeft = 600): Promise<string> =>
  (await sign(visitor.id ?? '', new Date(Date.now() - (900 - secondsLeft) * 1000))).token;

async function newConversation(): Promise<{ visitor: Visitor; conversation: string }> {
  const { id, visitor } = await startConversation(sql, site);
  await rpc(sql, agent, 'accept_conversation', { p_conversation: id });
  return { visitor, conversation: id };
}

async function listen(visitor: Visitor, conversation: string, tokens: () => Promise<string>) {
  const events: { event: string; payload: { body?: string } }[] = [];
  const joins: boolean[] = [];
  const topic = await joinTopic(address, {
    topic: `conversation:${conversation}`,
    token: tokens,
    onEvent: (event, payload) => events.push({ event, payload: payload as { body?: string } }),
    onJoined: (isJoined) => joins.push(isJoined),
  });
  open.push(topic);
  const heard = () => events.filter(({ event }) => event === 'message').map(({ payload }) => payload.body);
  return { topic, joins, events, heard, visitor };
}

describe('the widget’s topic', () => {
  test('brings messages, what happens and typing to its visitor', async () => {
    const { visitor, conversation } = await newConversation();
    const { joins, heard, events } = await listen(visitor, conversation, () => tokenFor(visitor));
    await expect.poll(() => joins).toEqual([true]);
    await send(sql, agent, conversation, 'Où ? 🙂');
    await send(sql, agent, conversation, 'between us', 'note');
    await rpc(sql, agent, 'set_typing', { p_conversation: conversation, p_is_typing: true });
    await rpc(sql, agent, 'close_conversation', { p_conversation: conversation });
    await expect.poll(() => heard()).toEqual(['Où ? 🙂', 'closed']);
    await expect
      .poll(() => events.map(({ event }) => event))
      .toEqual(expect.arrayContaining(['typing', 'conversation']));
    expect(JSON.stringify(events)).not.toContain('between us');
  });

  test('refuses somebody else’s visitor, who hears nothing', async () => {
    const { visitor, conversation } = await newConversation();
    const other = await addVisitor(sql, site);
    const rightful = await listen(visitor, conversation, () => tokenFor(visitor));
    const stranger = await listen(other, conversation, () => tokenFor(other));
    await expect.poll(() => rightful.joins).toEqual([true]);
    await expect.poll(() => stranger.joins).toContain(false);
    await send(sql, agent, conversation, 'for one only');
    await expect.poll(() => rightful.heard()).toEqual(['for one only']);
    expect(stranger.events).toEqual([]);
    expect(stranger.joins).not.toContain(true);
  });

  test('goes on beyond the end of its first token when it is given the next', async () => {
    const { visitor, conversation } = await newConversation();
    const { topic, joins, heard } = await listen(visitor, conversation, () => tokenFor(visitor, 3));
    await expect.poll(() => joins).toEqual([true]);
    const endsAt = Date.now() + 3000;
    topic.setToken(await tokenFor(visitor));
    await vi.waitUntil(() => Date.now() > endsAt + 1000, { timeout: 6000 });
    await send(sql, agent, conversation, 'still here');
    await expect.poll(() => heard()).toEqual(['still here']);
    expect(joins).toEqual([true]);
  });

  test('closed by the server because its token ended, is joined anew with a new one', async () => {
    const { visitor, conversation } = await newConversation();
    const lifetimes = [2, 600];
    const { joins, heard } = await listen(visitor, conversation, () =>
      tokenFor(visitor, lifetimes.shift() ?? 600),
    );
    await expect.poll(() => joins, { timeout: 12_000 }).toEqual([true, false, true]);
    await send(sql, agent, conversation, 'welcome back');
    await expect.poll(() => heard()).toEqual(['welcome back']);
  });

  test('told that the network is new, says that it is down and comes back', async () => {
    const { visitor, conversation } = await newConversation();
    const { topic, joins, heard } = await listen(visitor, conversation, () => tokenFor(visitor));
    await expect.poll(() => joins).toEqual([true]);
    topic.reconnect();
    await expect.poll(() => joins.at(-1), { timeout: 10_000 }).toBe(true);
    expect(joins).toContain(false);
    await send(sql, agent, conversation, 'over the new one');
    await expect.poll(() => heard()).toEqual(['over the new one']);
  });

  test('left, hears nothing more', async () => {
    const { visitor, conversation } = await newConversation();
    const left = await listen(visitor, conversation, () => tokenFor(visitor));
    const stays = await listen(visitor, conversation, () => tokenFor(visitor));
    await expect.poll(() => [left.joins, stays.joins]).toEqual([[true], [true]]);
    left.topic.leave();
    await send(sql, agent, conversation, randomUUID());
    await expect.poll(() => stays.heard()).toHaveLength(1);
    expect(left.events).toEqual([]);
    expect(left.joins).toEqual([true]);
  });
});
