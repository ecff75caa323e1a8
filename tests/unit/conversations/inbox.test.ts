import { beforeEach, describe, expect, it } from 'vitest';
import type { Alert } from '@/lib/conversations/alerts';
import { createInbox, type Inbox } from '@/lib/conversations/inbox';
import type { InboxNotice } from '@/lib/conversations/inbox-context';
import type { Conversation, Message } from '@/lib/conversations/schema';
import { UserError } from '@/lib/platform/errors';
import { type KeyValueStorage, memoryStorage } from '@/lib/platform/key-value-storage';
import { type ManualTimers, manualTimers } from '@/tests/support/manual-timers';
import { scriptedSocket } from '../platform/realtime/scripted-socket';
import {
  aConversation,
  aMessage,
  at,
  aVisitor,
  colleagueId,
  id,
  me,
  memberId,
  mine,
  organizationId,
} from './rows';
import { denial, done, refusal, scriptedTables } from './scripted-tables';

const topic = `member:${memberId}:1`;

describe('the inbox', () => {
  let tables: ReturnType<typeof scriptedTables>;
  let server: ReturnType<typeof scriptedSocket>;
  let timers: ManualTimers;
  let storage: KeyValueStorage;
  let inbox: Inbox;
  let alerts: Alert[];
  let notices: InboxNotice[];
  let comeOnline: () => void;
  let isSignedIn: boolean;

  const put = (conversation: Conversation, ...messages: Message[]) => {
    const n = Number(conversation.id.slice(-6));
    tables.conversations.splice(
      0,
      Infinity,
      ...tables.conversations.filter(({ id }) => id !== conversation.id),
      conversation,
    );
    tables.visitors.push(aVisitor(n));
    tables.messages.push(...messages);
  };
  const settle = async () => {
    await timers.advance(0);
    await tables.quiet();
  };
  const hear = async (event: string, payload: unknown) => {
    server.latest(topic).broadcast(event, payload);
    await settle();
  };
  const seqs = (conversation: number) =>
    inbox.state
      .get()
      .threads.get(id(conversation))
      ?.messages.map(({ seq }) => seq);
  const listed = () => [...inbox.state.get().conversations.keys()];
  const called = (name: string) => tables.calls.filter((call) => call === name).length;

  beforeEach(async () => {
    tables = scriptedTables();
    server = scriptedSocket();
    timers = manualTimers();
    storage = memoryStorage();
    alerts = [];
    notices = [];
    isSignedIn = true;
    comeOnline = () => undefined;
    tables.on('console_state', () => done(me));
    put(mine(1, { last_seq: 2 }), aMessage(1, 1), aMessage(1, 2));
    put(aConversation(2), aMessage(2, 1));
    const rows = tables.conversations.map((conversation, index) => ({
      conversation,
      visitor: aVisitor(index + 1),
    }));
    inbox = createInbox({
      start: {
        organization_id: organizationId,
        me,
        sites: [],
        departments: [],
        colleagues: [],
        conversations: rows,
        current_count: 2,
        server_time: at(30),
      },
      rest: tables.rest,
      accessToken: () =>
        isSignedIn
          ? Promise.resolve({ token: 'token', expiresAtMs: Number.POSITIVE_INFINITY })
          : Promise.reject(new UserError('session_is_over', { status: 401 })),
      timers,
    });
    inbox.alerts.listen((alert) => alerts.push(alert));
    inbox.notices.listen((notice) => notices.push(notice));
    inbox.start({
      openSocket: () => Promise.resolve(server.socket),
      signals: {
        isOnline: () => true,
        onOnline: (listener) => {
          const before = comeOnline;
          comeOnline = () => {
            before();
            listener();
          };
          return () => undefined;
        },
        onOffline: () => () => undefined,
        onVisible: () => () => undefined,
      },
      storage,
    });
    await settle();
    server.latest(topic).server('joined');
    await settle();
  });

  it('after a reconnect has everything that was said meanwhile, once and in order', async () => {
    inbox.show(id(1));
    await settle();
    put(mine(1, { last_seq: 5 }), aMessage(1, 3), aMessage(1, 4), aMessage(1, 5));
    server.latest(topic).server('joined');
    await hear('message', { ...aMessage(1, 5), agent_unread: 3 });
    expect(seqs(1)).toEqual([1, 2, 3, 4, 5]);
  });

  it('shows what was said while the thread was being fetched, though the answer is older', async () => {
    put(mine(3), aMessage(3, 1));
    tables.whileNextAnswerIsOnItsWay(() => {
      put(mine(3, { last_seq: 2 }), aMessage(3, 2));
      server.latest(topic).broadcast('message', { ...aMessage(3, 2), agent_unread: 2 });
    });
    inbox.show(id(3));
    await settle();
    expect(seqs(3)).toEqual([1, 2]);
  });

  it('opens a conversation, and what else its visitor said, with one request', async () => {
    put(mine(3), aMessage(3, 1));
    put(aConversation(4, { status: 'closed', visitor_id: id(1003) }));
    const before = tables.calls.length;
    inbox.show(id(3));
    await Promise.all([inbox.threads.loadVisitorHistory(id(1003)), settle()]);
    expect(tables.calls.slice(before)).toEqual(['thread_page']);
    expect(listed()).toEqual(expect.arrayContaining([id(3), id(4)]));
  });

  it('fills a gap as soon as a message tells of one', async () => {
    inbox.show(id(1));
    await settle();
    tables.messages.push(aMessage(1, 3), aMessage(1, 4));
    await hear('message', { ...aMessage(1, 4), agent_unread: 2 });
    expect(seqs(1)).toEqual([1, 2, 3, 4]);
  });

  it('fills a gap that opens while an earlier answer is on its way', async () => {
    inbox.show(id(1));
    await settle();
    tables.whileNextAnswerIsOnItsWay(() => {
      tables.messages.push(aMessage(1, 3), aMessage(1, 4));
      server.latest(topic).broadcast('message', { ...aMessage(1, 4), agent_unread: 2 });
    });
    await inbox.threads.catchUp(id(1));
    await settle();
    expect(seqs(1)).toEqual([1, 2, 3, 4]);
  });

  it('has what was said before a watch began, though the thread arrives after it', async () => {
    tables.holdNextAnswerOf('thread_page');
    inbox.show(id(2));
    await settle();
    expect(called('watch_conversation')).toBe(1);
    tables.messages.push(aMessage(2, 2));
    tables.letGo();
    await settle();
    expect(seqs(2)).toEqual([1, 2]);
  });

  it('asks the tables every twenty seconds while the socket is gone, and seldom while it is there', async () => {
    const before = called('console_state');
    await timers.advance(60_000);
    await settle();
    expect(called('console_state')).toBe(before);
    server.setConnected(false);
    server.latest(topic).server('failed');
    for (const polls of [1, 2, 3]) {
      await timers.advance(20_000);
      await settle();
      expect(called('console_state')).toBe(before + polls);
    }
  });

  it('drops a conversation that was taken or closed unheard', async () => {
    tables.conversations.splice(1, 1);
    comeOnline();
    await settle();
    expect(listed()).toEqual([id(1)]);
  });

  it('does not let an older answer undo what was heard while it was on its way', async () => {
    tables.whileNextAnswerIsOnItsWay(() => server.latest(topic).broadcast('conversation', mine(2)));
    await inbox.sync.readConversation(id(2));
    expect(inbox.state.get().conversations.get(id(2))?.assignee_id).toBe(memberId);
  });

  it('calls when a conversation is given to the member, and says whose it is', async () => {
    await hear('conversation', mine(2));
    expect(alerts).toEqual([{ type: 'assigned', conversation_id: id(2) }]);
  });

  it('says who was faster when a race is lost, and moves the row out of the queue', async () => {
    tables.on('accept_conversation', () => {
      put(aConversation(2, { status: 'open', assignee_id: colleagueId }));
      return refusal(409, 'conversation_is_taken');
    });
    const result = await inbox.actions.accept(id(2));
    expect(result).toEqual({ ok: false, code: 'conversation_is_taken' });
    expect(notices).toEqual([{ type: 'taken', conversation_id: id(2), by: colleagueId }]);
    expect(inbox.state.get().conversations.get(id(2))?.status).toBe('open');
  });

  it('does not call for what the member took by hand', async () => {
    tables.on('accept_conversation', () => {
      server.latest(topic).broadcast('conversation', mine(2));
      return done(mine(2, { last_seq: 2 }));
    });
    expect(await inbox.actions.accept(id(2))).toEqual({ ok: true });
    expect(alerts).toEqual([]);
  });

  it('accepts what was given by opening it, also when a colleague had read all of it before', async () => {
    const marks: unknown[] = [];
    tables.on('mark_conversation', (input) => {
      marks.push(input.p_read);
      return done(null);
    });
    await inbox.threads.open(id(1));
    await hear('conversation', mine(1, { last_seq: 2, agent_read_seq: 2, accept_by: at(31) }));
    expect(inbox.state.get().conversations.get(id(1))?.accept_by).toBe(at(31));
    inbox.setReading({ conversation_id: id(1), isFocused: true, isAtEnd: true });
    await settle();
    expect(marks).toContain(2);
    expect(inbox.state.get().conversations.get(id(1))?.accept_by).toBeNull();
  });

  it('tells who did not open a chat in time, and who was set away for it [A13]', async () => {
    const missed = { author: 'system', kind: 'event', body: 'missed', agent_unread: 0 } as const;
    await hear('message', { ...aMessage(1, 3), ...missed, author_member_id: colleagueId });
    expect(notices).toEqual([]);
    await hear('message', { ...aMessage(1, 4), ...missed, author_member_id: me.member_id });
    const away = { member_id: me.member_id, status: 'away', lease_expires_at: null };
    await hear('availability', { ...away, cause: null });
    await hear('availability', { ...away, cause: 'missed' });
    expect(notices).toEqual([{ type: 'missed', conversation_id: id(1) }, { type: 'set_away' }]);
    expect(inbox.state.get().me.status).toBe('away');
  });

  it('reports as delivered what arrives, and as read only what is looked at, to its end', async () => {
    const marks: unknown[] = [];
    tables.on('mark_conversation', (input) => {
      marks.push([input.p_delivered, input.p_read]);
      return { status: 204, body: null };
    });
    inbox.show(id(1));
    await settle();
    const reading = { conversation_id: id(1), isFocused: false, isAtEnd: true };
    inbox.setReading(reading);
    await hear('message', { ...aMessage(1, 3), agent_unread: 3 });
    expect(marks).toEqual([[3, 0]]);
    inbox.setReading({ ...reading, isFocused: true, isAtEnd: false });
    await settle();
    expect(marks).toHaveLength(1);
    inbox.setReading({ ...reading, isFocused: true });
    await settle();
    expect(marks.at(-1)).toEqual([3, 3]);
    expect(inbox.state.get().conversations.get(id(1))?.agent_unread).toBe(0);
  });

  it('reports again, once the server can be reached, what it could not report', async () => {
    inbox.show(id(1));
    await settle();
    const before = called('mark_conversation');
    tables.setReachable(false);
    await hear('message', { ...aMessage(1, 3), agent_unread: 1 });
    tables.setReachable(true);
    expect(called('mark_conversation')).toBe(before);
    comeOnline();
    await settle();
    expect(called('mark_conversation')).toBe(before + 1);
  });

  it('watches what belongs to somebody else while it is shown, each minute, and no longer', async () => {
    inbox.show(id(2));
    await settle();
    await timers.advance(120_000);
    expect(called('watch_conversation')).toBe(3);
    inbox.show(id(1));
    await timers.advance(120_000);
    expect(called('watch_conversation')).toBe(3);
    expect(called('unwatch_conversation')).toBe(1);
  });

  it('stops watching what becomes the member’s own', async () => {
    inbox.show(id(2));
    await settle();
    await hear('conversation', mine(2));
    await timers.advance(120_000);
    expect(called('watch_conversation')).toBe(1);
    expect(called('unwatch_conversation')).toBe(1);
  });

  it('sends what was written offline when the connection is back, in order', async () => {
    const sent: unknown[] = [];
    tables.setReachable(false);
    for (const n of [1, 2])
      inbox.sender.send({ id: id(70 + n), conversation_id: id(1), kind: 'text', body: `Line ${n}` });
    await settle();
    expect(inbox.sender.outbox.get()).toHaveLength(2);
    tables.on('send_message', (input) => {
      sent.push(input.p_body);
      const seq = 2 + sent.length;
      return done(
        aMessage(1, seq, {
          id: String(input.p_id),
          author: 'agent',
          author_member_id: memberId,
          body: String(input.p_body),
        }),
      );
    });
    tables.setReachable(true);
    comeOnline();
    await settle();
    expect(sent).toEqual(['Line 1', 'Line 2']);
    expect(inbox.sender.outbox.get()).toEqual([]);
    expect(inbox.state.get().conversations.get(id(1))?.last_message_preview).toBe('Line 2');
  });

  it('joins the topics that console_state names after an epoch', async () => {
    const next = `member:${memberId}:2`;
    tables.on('console_state', () => done({ ...me, topics: [next] }));
    await hear('epoch', { epoch: 2 });
    expect(server.latest(topic).isLeft).toBe(true);
    expect(server.latest(next).isLeft).toBe(false);
  });

  it('asks again for what it heard of before the commit shows, and says so only then', async () => {
    const before = called('console_state');
    await hear('member', { status: 'active', epoch: 2 });
    expect(called('console_state')).toBe(before + 1);
    expect(notices).toEqual([]);
    const next = `member:${memberId}:3`;
    tables.on('console_state', () => done({ ...me, topics: [next] }));
    await timers.advance(50);
    await settle();
    expect(server.latest(next).isLeft).toBe(false);
    expect(notices).toEqual([{ type: 'member_changed' }]);
    const after = called('console_state');
    await timers.advance(5_000);
    await settle();
    expect(called('console_state')).toBe(after);
  });

  it('gives up after a few times what never comes to show', async () => {
    const before = called('console_state');
    tables.on('console_state', () => done({ ...me, topics: [topic, `console:${organizationId}:1`] }));
    await hear('epoch', { epoch: 2 });
    for (let turn = 0; turn < 10; turn += 1) {
      await timers.advance(1_000);
      await settle();
    }
    expect(called('console_state')).toBe(before + 4);
    await inbox.sync.readConversation(id(2));
    expect(listed()).toContain(id(2));
  });

  it('asks again for its topics when the server keeps refusing one', async () => {
    const before = called('console_state');
    server.latest(topic).server('failed');
    server.latest(topic).server('failed');
    await settle();
    expect(called('console_state')).toBe(before + 1);
  });

  it('knows at once that the membership has ended, and hears nothing more', async () => {
    tables.on('console_state', () => denial);
    await hear('member', { status: 'suspended', epoch: 2 });
    expect(inbox.access.get()).toBe('revoked');
    expect(notices).toEqual([]);
    await hear('conversation', mine(2));
    expect(inbox.state.get().conversations.get(id(2))?.status).toBe('waiting');
  });

  it('hides what a narrower scope no longer covers', async () => {
    put(aConversation(3, { status: 'open', assignee_id: colleagueId }));
    await inbox.threads.open(id(3));
    expect(listed()).toContain(id(3));
    tables.on('console_state', () => done({ ...me, scope: 'own', topics: [`member:${memberId}:2`] }));
    await hear('member', { status: 'active', epoch: 2 });
    expect(listed()).toEqual([id(1), id(2)]);
    expect(notices).toEqual([{ type: 'member_changed' }]);
  });

  it('tells an ended session from an unreachable server', async () => {
    tables.setReachable(false);
    await inbox.sync.refresh();
    expect(inbox.access.get()).toBe('granted');
    isSignedIn = false;
    await inbox.sync.refresh();
    expect(inbox.access.get()).toBe('signed_out');
  });
});
