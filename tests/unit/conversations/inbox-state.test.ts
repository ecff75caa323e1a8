import { describe, expect, it } from 'vitest';
import {
  newerConversation,
  withConversation,
  withMessage,
  withReceipt,
  withRows,
  withThreadTrimmed,
  withTyping,
} from '@/lib/conversations/inbox-state';
import { aConversation, aMessage, aState, at, aVisitor, colleagueId, id, me, memberId, mine } from './rows';

describe('a newer row over an older one', () => {
  it('keeps what is known when a row with fewer messages arrives late', () => {
    const known = mine(1, { last_seq: 5, last_message_preview: 'new' });
    expect(newerConversation(known, aConversation(1, { last_seq: 4, last_message_preview: 'old' }))).toBe(
      known,
    );
  });

  it('takes a change of owner that came with no message', () => {
    const known = aConversation(1, { last_seq: 3 });
    expect(newerConversation(known, mine(1, { last_seq: 3 }))).toMatchObject({
      status: 'open',
      assignee_id: memberId,
    });
  });

  it('never moves receipts back, nor makes read messages unread again', () => {
    const known = mine(1, {
      agent_read_seq: 4,
      agent_delivered_seq: 4,
      visitor_read_seq: 3,
      agent_unread: 0,
    });
    const late = mine(1, { agent_read_seq: 2, agent_delivered_seq: 2, visitor_read_seq: 1, agent_unread: 2 });
    expect(newerConversation(known, late)).toMatchObject({
      agent_read_seq: 4,
      agent_delivered_seq: 4,
      visitor_read_seq: 3,
      agent_unread: 0,
    });
  });
});

describe('what a member may still see', () => {
  const taken = aConversation(1, { status: 'open', assignee_id: colleagueId });

  it('drops a conversation a colleague took, with its thread, when the scope is their own', () => {
    const state = aState([aConversation(1)], {
      me: { ...me, scope: 'own' },
      threads: new Map([[id(1), { messages: [aMessage(1, 1)], has_older: false }]]),
    });
    const next = withConversation(state, taken);
    expect(next.conversations.has(id(1))).toBe(false);
    expect(next.threads.has(id(1))).toBe(false);
  });

  it('keeps it for a scope that reaches further', () => {
    const next = withConversation(aState([aConversation(1)]), taken);
    expect(next.conversations.get(id(1))?.assignee_id).toBe(colleagueId);
  });

  it('keeps one’s own closed conversations', () => {
    const closed = aConversation(1, { status: 'closed', assignee_id: memberId });
    const next = withConversation(aState([mine(1)], { me: { ...me, scope: 'own' } }), closed);
    expect(next.conversations.get(id(1))?.status).toBe('closed');
  });
});

describe('rows read from the tables', () => {
  it('that say nothing new leave the state as it is, so that nothing is drawn again', () => {
    const rows = [1, 2].map((n) => ({ conversation: mine(n), visitor: aVisitor(n) }));
    const state = withRows(aState([]), rows);
    const again = [1, 2].map((n) => ({ conversation: mine(n), visitor: aVisitor(n) }));
    expect(withRows(state, again)).toBe(state);
    expect(withConversation(state, mine(1))).toBe(state);
  });

  it('replace only what differs', () => {
    const state = withRows(
      aState([]),
      [1, 2].map((n) => ({ conversation: mine(n), visitor: aVisitor(n) })),
    );
    const next = withRows(state, [{ conversation: mine(1), visitor: aVisitor(1, { name: 'Ada' }) }]);
    expect(next.conversations).toBe(state.conversations);
    expect(next.visitors.get(aVisitor(1).id)?.name).toBe('Ada');
    expect(next.visitors.get(aVisitor(2).id)).toBe(state.visitors.get(aVisitor(2).id));
  });

  it('do not undo what a broadcast said while they were on their way', () => {
    const state = aState([mine(1)]);
    const row = { conversation: aConversation(1), visitor: aVisitor(1) };
    expect(withRows(state, [row], () => true).conversations.get(id(1))?.status).toBe('open');
    expect(withRows(state, [row], () => false).conversations.get(id(1))?.status).toBe('waiting');
  });
});

describe('a message', () => {
  const incoming = { ...aMessage(1, 2, { body: 'Are you there?', created_at: at(30) }), agent_unread: 2 };

  it('goes onto its conversation’s row and into its thread', () => {
    const state = aState([mine(1)], {
      threads: new Map([[id(1), { messages: [aMessage(1, 1)], has_older: false }]]),
    });
    const next = withMessage(state, incoming);
    expect(next.conversations.get(id(1))).toMatchObject({
      last_seq: 2,
      agent_unread: 2,
      last_message_preview: 'Are you there?',
      last_message_at: at(30),
    });
    expect(next.threads.get(id(1))?.messages.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('changes nothing when it is heard twice', () => {
    const once = withMessage(aState([mine(1)]), incoming);
    const twice = withMessage(once, { ...incoming, agent_unread: 7 });
    expect(twice.conversations.get(id(1))).toEqual(once.conversations.get(id(1)));
  });

  it('leaves the preview alone when it is a note or an event', () => {
    for (const kind of ['note', 'event'] as const) {
      const next = withMessage(aState([mine(1)]), { ...incoming, author: 'agent', kind });
      expect(next.conversations.get(id(1))).toMatchObject({
        last_seq: 2,
        last_message_preview: 'Question 1',
      });
    }
  });

  it('leaves the preview to what was asked when the site says something by itself [I18]', () => {
    const next = withMessage(aState([mine(1)]), {
      ...incoming,
      author: 'system',
      author_member_id: memberId,
    });
    expect(next.conversations.get(id(1))).toMatchObject({ last_seq: 2, last_message_preview: 'Question 1' });
  });

  it('does not make a thread of what nobody opened: it would look complete and not be', () => {
    expect(withMessage(aState([mine(1)]), incoming).threads.size).toBe(0);
  });

  it('ends the visitor’s typing', () => {
    const state = withTyping(aState([mine(1)]), id(1), 1000);
    expect(withMessage(state, incoming).typing.size).toBe(0);
    expect(withMessage(state, { ...incoming, author: 'agent' }).typing.size).toBe(1);
  });
});

describe('a thread nobody reads any more', () => {
  const messages = Array.from({ length: 5 }, (_, index) => aMessage(1, index + 1));
  const state = aState([mine(1)], { threads: new Map([[id(1), { messages, has_older: false }]]) });

  it('is cut back to its newest messages, and knows that there were older ones', () => {
    const thread = withThreadTrimmed(state, id(1), 2).threads.get(id(1));
    expect(thread?.messages.map(({ seq }) => seq)).toEqual([4, 5]);
    expect(thread?.has_older).toBe(true);
  });

  it('stays as it is when it is short', () => {
    expect(withThreadTrimmed(state, id(1), 5)).toBe(state);
  });
});

describe('a receipt', () => {
  const receipt = {
    conversation_id: id(1),
    agent_delivered_seq: 1,
    agent_read_seq: 1,
    visitor_delivered_seq: 3,
    visitor_read_seq: 2,
    agent_unread: 4,
  };

  it('moves both sides forward', () => {
    const next = withReceipt(aState([mine(1)]), receipt);
    expect(next.conversations.get(id(1))).toMatchObject({
      visitor_delivered_seq: 3,
      visitor_read_seq: 2,
      agent_unread: 4,
    });
  });

  it('that is late does not bring back unread messages', () => {
    const next = withReceipt(aState([mine(1, { agent_read_seq: 3, agent_unread: 0 })]), receipt);
    expect(next.conversations.get(id(1))).toMatchObject({ agent_read_seq: 3, agent_unread: 0 });
  });

  it('of what this page reported itself changes nothing, so nothing is drawn anew', () => {
    const state = withReceipt(aState([mine(1)]), receipt);
    expect(withReceipt(state, receipt)).toBe(state);
  });
});
