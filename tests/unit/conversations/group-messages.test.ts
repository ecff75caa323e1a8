import { describe, expect, it } from 'vitest';
import { groupMessages, type ThreadItem, type ThreadMessage } from '@/lib/conversations/group-messages';
import { dateTimeFormat } from '@/lib/platform/format';
import { aMessage, colleagueId, memberId } from './rows';

const dayIn = (timeZone: string) => (at: string) =>
  dateTimeFormat('en-CA', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(at),
  );

const stored = (seq: number, created_at: string, changes: Partial<ThreadMessage> = {}): ThreadMessage => ({
  ...aMessage(1, seq),
  created_at,
  state: 'stored',
  error: null,
  ...changes,
});

const shape = (items: ThreadItem[]) =>
  items.map((item) => (item.type === 'group' ? item.messages.map(({ seq }) => seq) : item.type));

describe('a thread as it is drawn', () => {
  it('groups what one author says within five minutes of the message before', () => {
    const items = groupMessages(
      [
        stored(1, '2030-01-15T09:00:00Z'),
        stored(2, '2030-01-15T09:05:00Z'),
        stored(3, '2030-01-15T09:10:00Z'),
        stored(4, '2030-01-15T09:15:01Z'),
      ],
      { dayOf: dayIn('UTC'), readSeq: null },
    );
    expect(shape(items)).toEqual(['day', [1, 2, 3], [4]]);
  });

  it('never groups two agents, nor a note with a reply', () => {
    const agent = { author: 'agent', author_member_id: memberId } as const;
    const items = groupMessages(
      [
        stored(1, '2030-01-15T09:00:00Z', agent),
        stored(2, '2030-01-15T09:00:10Z', { ...agent, author_member_id: colleagueId }),
        stored(3, '2030-01-15T09:00:20Z', { ...agent, kind: 'note' }),
        stored(4, '2030-01-15T09:00:30Z', agent),
      ],
      { dayOf: dayIn('UTC'), readSeq: null },
    );
    expect(shape(items)).toEqual(['day', [1], [2], [3], [4]]);
  });

  it('begins a day at the reader’s own midnight, and a group never crosses it', () => {
    const messages = [stored(1, '2030-01-15T22:59:00Z'), stored(2, '2030-01-15T23:00:00Z')];
    expect(shape(groupMessages(messages, { dayOf: dayIn('Europe/Paris'), readSeq: null }))).toEqual([
      'day',
      [1],
      'day',
      [2],
    ]);
    expect(shape(groupMessages(messages, { dayOf: dayIn('UTC'), readSeq: null }))).toEqual(['day', [1, 2]]);
  });

  it('puts events on a line of their own, between groups', () => {
    const items = groupMessages(
      [
        stored(1, '2030-01-15T09:00:00Z'),
        stored(2, '2030-01-15T09:00:10Z', { author: 'system', kind: 'event', body: 'assigned' }),
        stored(3, '2030-01-15T09:00:20Z'),
      ],
      { dayOf: dayIn('UTC'), readSeq: null },
    );
    expect(shape(items)).toEqual(['day', [1], 'event', [3]]);
  });

  it('marks once where what was unread begins, even within one go', () => {
    const messages = [1, 2, 3, 4].map((seq) => stored(seq, `2030-01-15T09:0${seq}:00Z`));
    const items = groupMessages(messages, { dayOf: dayIn('UTC'), readSeq: 2 });
    expect(shape(items)).toEqual(['day', [1, 2], 'new', [3, 4]]);
    expect(shape(groupMessages(messages, { dayOf: dayIn('UTC'), readSeq: 4 }))).toEqual([
      'day',
      [1, 2, 3, 4],
    ]);
  });

  it('never marks what the agents themselves said', () => {
    const messages = [
      stored(1, '2030-01-15T09:01:00Z'),
      stored(2, '2030-01-15T09:02:00Z', { author: 'agent', author_member_id: memberId }),
    ];
    expect(shape(groupMessages(messages, { dayOf: dayIn('UTC'), readSeq: 1 }))).toEqual(['day', [1], [2]]);
  });
});
