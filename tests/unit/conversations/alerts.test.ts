import { describe, expect, it } from 'vitest';
import { type AlertContext, alertsBetween, callsForReminder } from '@/lib/conversations/alerts';
import { aConversation, aState, colleagueId, id, me, mine } from './rows';

const quiet: AlertContext = { readingId: null, isTaking: () => false };
const types = (before: ReturnType<typeof aState>, after: ReturnType<typeof aState>, context = quiet) =>
  alertsBetween(before, after, context).map(({ type, conversation_id }) => `${type} ${conversation_id}`);

describe('what is announced', () => {
  it('is a conversation given to me, but not one I take myself', () => {
    const before = aState([aConversation(1)]);
    const after = aState([mine(1)]);
    expect(types(before, after)).toEqual([`assigned ${id(1)}`]);
    expect(types(before, after, { ...quiet, isTaking: (taken) => taken === id(1) })).toEqual([]);
  });

  it('is somebody new in the queue, once', () => {
    const after = aState([aConversation(1)]);
    expect(types(aState([]), after)).toEqual([`waiting ${id(1)}`]);
    expect(types(after, aState([aConversation(1, { last_seq: 2, agent_unread: 2 })]))).toEqual([]);
  });

  it('is no offline message that waits, but one that is given to me', () => {
    const waits = aState([aConversation(1, { channel: 'nrt' })]);
    expect(types(aState([]), waits)).toEqual([]);
    expect(callsForReminder(waits)).toBe(false);
    expect(types(waits, aState([mine(1, { channel: 'nrt' })]))).toEqual([`assigned ${id(1)}`]);
  });

  it('is not the queue for who is away, or no agent', () => {
    const away = { me: { ...me, status: 'away' as const } };
    const supervisor = { me: { ...me, rights: ['supervisor' as const] } };
    expect(types(aState([], away), aState([aConversation(1)], away))).toEqual([]);
    expect(types(aState([], supervisor), aState([aConversation(1)], supervisor))).toEqual([]);
  });

  it('is a message in my conversation, unless I am reading it', () => {
    const before = aState([mine(1, { agent_unread: 1 })]);
    const after = aState([mine(1, { agent_unread: 2 })]);
    expect(types(before, after)).toEqual([`message ${id(1)}`]);
    expect(types(before, after, { ...quiet, readingId: id(1) })).toEqual([]);
  });

  it('is nothing of a colleague’s conversation, and nothing when I only read or give one back', () => {
    const theirs = { status: 'open', assignee_id: colleagueId } as const;
    expect(
      types(aState([aConversation(1, theirs)]), aState([aConversation(1, { ...theirs, agent_unread: 4 })])),
    ).toEqual([]);
    expect(types(aState([mine(1, { agent_unread: 2 })]), aState([mine(1)]))).toEqual([]);
    expect(types(aState([mine(1)]), aState([aConversation(1)]))).toEqual([]);
  });
});

describe('the reminder', () => {
  it('rings while somebody waits, for agents who are online', () => {
    expect(callsForReminder(aState([aConversation(1)]))).toBe(true);
    expect(callsForReminder(aState([mine(1)]))).toBe(false);
    expect(callsForReminder(aState([aConversation(1)], { me: { ...me, status: 'away' } }))).toBe(false);
  });
});
