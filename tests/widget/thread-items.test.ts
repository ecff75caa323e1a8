import { describe, expect, test } from 'vitest';
import type { AgentCard, Message, PendingMessage } from '@/widget/core/chat-types';
import { threadItems } from '@/widget/frame/thread-items';

const claire: AgentCard = { nickname: 'Claire', avatar_path: null };
const marc: AgentCard = { nickname: 'Marc', avatar_path: 'marc.webp' };
const at = (day: number, hour: number, minute: number) => new Date(2030, 0, day, hour, minute).toISOString();

let seq = 0;
function said(
  author: Message['author'],
  body: string,
  created_at: string,
  agent: AgentCard | null = null,
): Message {
  seq += 1;
  const kind = author === 'system' ? 'event' : 'text';
  return { id: `m${seq}`, conversation_id: 'c', seq, author, kind, body, created_at, agent };
}
const unsent = (
  id: string,
  body: string,
  created_at: string,
  failure: string | null = null,
): PendingMessage => ({
  id,
  conversation_id: 'c',
  body,
  created_at,
  order: 0,
  failure,
});

/** The thread in short: a line for each item. */
const shape = (...args: Parameters<typeof threadItems>) =>
  threadItems(...args).map((item) => {
    if (item.kind === 'day') return `day ${item.date.getDate()}`;
    if (item.kind === 'event') return `event ${item.code} ${item.agent?.nickname ?? '-'}`;
    const who = item.isOwn ? 'me' : (item.agent?.nickname ?? '-');
    return `${who}: ${item.bubbles.map(({ body }) => body).join(' | ')}`;
  });

describe('a thread as it is drawn', () => {
  test('groups what one person writes within five minutes, and begins each day with its date', () => {
    expect(
      shape(
        [
          said('visitor', 'a', at(1, 23, 58)),
          said('visitor', 'b', at(1, 23, 59)),
          said('visitor', 'c', at(2, 0, 1)),
          said('visitor', 'd', at(2, 0, 7)),
          said('agent', 'e', at(2, 0, 8), claire),
          said('agent', 'f', at(2, 0, 9), claire),
          said('agent', 'g', at(2, 0, 9), marc),
        ],
        [],
        null,
      ),
    ).toEqual(['day 1', 'me: a | b', 'day 2', 'me: c', 'me: d', 'Claire: e | f', 'Marc: g']);
  });

  test('what happened parts the groups', () => {
    expect(
      shape(
        [
          said('visitor', 'a', at(1, 9, 0)),
          said('system', 'assigned', at(1, 9, 0), claire),
          said('visitor', 'b', at(1, 9, 1)),
          said('system', 'closed', at(1, 9, 2)),
        ],
        [],
        null,
      ),
    ).toEqual(['day 1', 'me: a', 'event assigned Claire', 'me: b', 'event closed -']);
  });

  test('handing over tells who came, and to a department only that somebody is looked for', () => {
    const items = [
      said('system', 'assigned', at(1, 9, 0), claire),
      said('system', 'transferred', at(1, 9, 1), marc),
      said('system', 'transferred', at(1, 9, 2), marc),
    ];
    expect(shape(items, [], null)).toEqual([
      'day 1',
      'event assigned Claire',
      'event transferred Marc',
      'event returned Marc',
    ]);
  });

  test('what is not sent yet stands last, and once, even when its confirmation came first', () => {
    const known = said('visitor', 'known', at(1, 9, 0));
    const items = [unsent(known.id, 'known', at(1, 9, 0)), unsent('p', 'new', at(1, 9, 1))];
    expect(shape([known], items, null)).toEqual(['day 1', 'me: known | new']);
  });

  test('a message says how far it has come', () => {
    const messages = ['a', 'b', 'c'].map((body) => said('visitor', body, at(1, 9, 0)));
    const [first, second] = messages;
    const receipts = { agent_read_seq: first?.seq ?? 0, agent_delivered_seq: second?.seq ?? 0 };
    const pending = [unsent('p', 'd', at(1, 9, 0)), unsent('q', 'e', at(1, 9, 0), 'message_is_too_long')];
    const bubbles = threadItems(messages, pending, receipts).flatMap((item) =>
      item.kind === 'group' ? item.bubbles : [],
    );
    expect(bubbles.map(({ delivery }) => delivery)).toEqual([
      'read',
      'delivered',
      'sent',
      'sending',
      'failed',
    ]);
    expect(bubbles.at(-1)?.failure).toBe('message_is_too_long');
  });
});
