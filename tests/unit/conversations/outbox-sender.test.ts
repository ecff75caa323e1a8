import { beforeEach, describe, expect, it } from 'vitest';
import type { OutboxItem } from '@/lib/conversations/outbox';
import { createOutboxSender, type OutboxSender } from '@/lib/conversations/outbox-sender';
import { outboxPrefix, outboxStorage } from '@/lib/conversations/outbox-storage';
import type { Message } from '@/lib/conversations/schema';
import { type KeyValueStorage, memoryStorage } from '@/lib/platform/key-value-storage';
import type { Outcome } from '@/lib/platform/outcome';
import { type ManualTimers, manualTimers } from '@/tests/support/manual-timers';
import { aMessage, id, memberId } from './rows';

describe('sending from the outbox', () => {
  let timers: ManualTimers;
  let storage: KeyValueStorage;
  let calls: { item: OutboxItem; answer: (outcome: Outcome<Message>) => void }[];
  let stored: string[];
  let sender: OutboxSender;

  const open = () =>
    createOutboxSender({
      timers,
      onStored: (message) => stored.push(message.id),
      deliver: (item) => new Promise((answer) => calls.push({ item, answer })),
    });
  const answer = async (outcome: 'stored' | Outcome<Message>) => {
    const call = calls.shift();
    if (!call) throw new Error('nothing is being sent');
    call.answer(
      outcome === 'stored' ? { kind: 'done', data: aMessage(1, 1, { id: call.item.id }) } : outcome,
    );
    await timers.advance(0);
    return call.item.id;
  };
  const write = (n: number, conversation = 1) =>
    sender.send({ id: id(n), conversation_id: id(conversation), kind: 'text', body: `Message ${n}` });

  beforeEach(() => {
    timers = manualTimers();
    storage = memoryStorage();
    calls = [];
    stored = [];
    sender = open();
    sender.start(outboxStorage(storage, memberId));
  });

  it('delivers in order: the next one leaves when the one before is stored', async () => {
    write(1);
    write(2);
    expect(calls.map(({ item }) => item.id)).toEqual([id(1)]);
    await answer('stored');
    expect(calls.map(({ item }) => item.id)).toEqual([id(2)]);
    await answer('stored');
    expect(stored).toEqual([id(1), id(2)]);
    expect(sender.outbox.get()).toEqual([]);
  });

  it('sends again, with the same id, until there is an answer', async () => {
    write(1);
    await answer({ kind: 'unavailable' });
    expect(calls).toHaveLength(0);
    await timers.advance(1000);
    await answer({ kind: 'signed_out' });
    await timers.advance(2000);
    expect(await answer('stored')).toBe(id(1));
    expect(stored).toEqual([id(1)]);
  });

  it('tries again by itself however many wait behind, and then sends them all in order', async () => {
    for (const n of [1, 2, 3]) write(n);
    await answer({ kind: 'unavailable' });
    await timers.advance(1000);
    for (const n of [1, 2, 3]) expect(await answer('stored')).toBe(id(n));
    expect(sender.outbox.get()).toEqual([]);
  });

  it('sends at once when told that the connection is back', async () => {
    write(1);
    await answer({ kind: 'unavailable' });
    sender.wake();
    expect(calls).toHaveLength(1);
  });

  it('keeps a refused message with its reason until it is retried or discarded', async () => {
    write(1);
    await answer({ kind: 'refused', code: 'conversation_is_closed' });
    await timers.advance(60_000);
    expect(calls).toHaveLength(0);
    expect(sender.outbox.get()).toMatchObject([{ state: 'failed', error: 'conversation_is_closed' }]);
    sender.retry(id(1));
    await answer('stored');
    expect(stored).toEqual([id(1)]);
  });

  it('forgets a message that was seen in the thread before the answer came', () => {
    write(1);
    sender.settle([id(1), id(77)]);
    expect(sender.outbox.get()).toEqual([]);
  });

  it('loses nothing when the page is closed: the next one sends what is left, once each', async () => {
    write(1);
    write(2);
    await answer('stored');
    sender.stop();
    calls = [];

    sender = open();
    sender.start(outboxStorage(storage, memberId));
    expect(calls.map(({ item }) => item.id)).toEqual([id(2)]);
    await answer('stored');
    expect(storage.keys()).toEqual([]);
  });

  it('leaves another tab’s messages alone, and another member’s', async () => {
    const other = `${outboxPrefix(id(99))}x`;
    storage.set(other, '{}');
    write(1);
    storage.set(`${outboxPrefix(memberId)}foreign`, JSON.stringify({ id: 'foreign' }));
    await answer('stored');
    expect(storage.keys().sort()).toEqual([other, `${outboxPrefix(memberId)}foreign`].sort());
  });

  it('ignores stored entries it cannot read', () => {
    storage.set(`${outboxPrefix(memberId)}broken`, '{not json');
    const next = open();
    next.start(outboxStorage(storage, memberId));
    expect(next.outbox.get()).toEqual([]);
  });
});
