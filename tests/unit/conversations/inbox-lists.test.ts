import { describe, expect, it } from 'vitest';
import {
  allList,
  attentionCount,
  listCounts,
  mineList,
  nextWaiting,
  offlineList,
  queueList,
  titleWithCount,
} from '@/lib/conversations/inbox-lists';
import { aConversation, aState, at, colleagueId, id, me, mine } from './rows';

const ids = (list: readonly { id: string }[]) => list.map((each) => each.id);
const theirs = (n: number) => aConversation(n, { status: 'open', assignee_id: colleagueId });

describe('the queue', () => {
  it('has those waiting, the longest first, whatever was said last', () => {
    const state = aState([
      aConversation(1, { waiting_since: at(20) }),
      aConversation(2, { waiting_since: at(5), last_message_at: at(50) }),
      mine(3),
    ]);
    expect(ids(queueList(state))).toEqual([id(2), id(1)]);
  });
});

describe('my chats', () => {
  it('are open and mine, with what is unread on top, and newest first within', () => {
    const state = aState([
      mine(1, { last_message_at: at(40) }),
      mine(2, { last_message_at: at(10), agent_unread: 1 }),
      mine(3, { last_message_at: at(20), agent_unread: 3 }),
      theirs(4),
      aConversation(5, { status: 'closed', assignee_id: me.member_id }),
    ]);
    expect(ids(mineList(state))).toEqual([id(3), id(2), id(1)]);
  });
});

describe('offline messages', () => {
  const nrt = { channel: 'nrt' as const };
  const state = aState([
    aConversation(1, { ...nrt, waiting_since: at(20) }),
    aConversation(2, { ...nrt, waiting_since: at(5) }),
    mine(3, { ...nrt, last_message_at: at(40) }),
    mine(4, { ...nrt, last_message_at: at(1), agent_unread: 1 }),
    aConversation(5),
    mine(6),
    aConversation(7, { ...nrt, status: 'open', assignee_id: colleagueId }),
    aConversation(8, { ...nrt, status: 'closed', assignee_id: me.member_id }),
  ]);

  it('have a list of their own: mine with what is unread on top, then those nobody has, the longest waiting first [A30, N25]', () => {
    expect(ids(offlineList(state))).toEqual([id(4), id(3), id(2), id(1)]);
    expect(ids(queueList(state))).toEqual([id(5)]);
    expect(ids(mineList(state))).toEqual([id(6)]);
    expect(listCounts(state)).toEqual({ queue: 1, mine: 1, offline: 4, offlineWaiting: 2 });
  });

  it('are what the key for accept takes while their list is shown, and never otherwise', () => {
    expect(ids(nextWaiting(state, 'offline'))).toEqual([id(2), id(1)]);
    expect(ids(nextWaiting(state, 'all'))).toEqual([id(5)]);
  });

  it('do not count as somebody waiting, but as unread when one of mine is answered', () => {
    expect(attentionCount(state)).toEqual({ unread: 1, waiting: 1 });
  });
});

describe('all chats', () => {
  const state = aState([aConversation(1), mine(2), theirs(3), aConversation(4, { status: 'closed' })]);

  it('are empty until they were asked for, so that a part never looks like the whole', () => {
    expect(allList(state, 'current', null)).toEqual([]);
  });

  it('show everything of their kind once the end was reached', () => {
    expect(ids(allList(state, 'current', { until: null }))).toEqual([id(3), id(2), id(1)]);
    expect(ids(allList(state, 'closed', { until: null }))).toEqual([id(4)]);
  });

  it('stop at the last page, so that no row between is missing', () => {
    const window = { until: { id: id(2), last_message_at: at(2) } };
    expect(ids(allList(state, 'current', window))).toEqual([id(3), id(2)]);
  });

  it('order times by their value, not by how they are written', () => {
    const rows = aState([
      aConversation(1, { last_message_at: '2030-01-15T09:00:00+00:00' }),
      aConversation(2, { last_message_at: '2030-01-15T09:00:00.5+00:00' }),
      aConversation(3, { last_message_at: '2030-01-15T10:30:00+02:00' }),
    ]);
    expect(ids(allList(rows, 'current', { until: null }))).toEqual([id(2), id(1), id(3)]);
  });
});

describe('what wants attention', () => {
  const conversations = [
    mine(1, { agent_unread: 2 }),
    mine(2),
    theirs(3),
    aConversation(4),
    aConversation(5),
  ];

  it('counts conversations, not messages', () => {
    expect(attentionCount(aState(conversations))).toEqual({ unread: 1, waiting: 2 });
  });

  it('leaves those waiting to agents', () => {
    const supervisor = aState(conversations, { me: { ...me, rights: ['supervisor'] } });
    expect(attentionCount(supervisor).waiting).toBe(0);
  });
});

describe('the page title', () => {
  it('carries the count once, however often it changes', () => {
    const withTwo = titleWithCount('Inbox · Foyer', 2);
    expect(withTwo).toBe('(2) Inbox · Foyer');
    expect(titleWithCount(withTwo, 3)).toBe('(3) Inbox · Foyer');
    expect(titleWithCount(withTwo, 0)).toBe('Inbox · Foyer');
    expect(titleWithCount(titleWithCount(withTwo, 120), 0)).toBe('Inbox · Foyer');
  });
});
