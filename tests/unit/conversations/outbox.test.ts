import { describe, expect, it } from 'vitest';
import {
  enqueue,
  markFailed,
  markSending,
  nextRetryAt,
  type Outbox,
  postpone,
  restored,
  retry,
  retryAllNow,
  sendable,
} from '@/lib/conversations/outbox';
import { id } from './rows';

const now = Date.UTC(2030, 0, 15, 9, 0);
const ids = (items: readonly { id: string }[]) => items.map((item) => item.id);

function written(...messages: [message: number, conversation: number][]): Outbox {
  return messages.reduce<Outbox>(
    (outbox, [message, conversation], index) =>
      enqueue(
        outbox,
        { id: id(message), conversation_id: id(conversation), kind: 'text', body: 'Hello' },
        now + index,
      ),
    [],
  );
}

describe('the outbox', () => {
  it('sends one message of a conversation at a time, and conversations side by side', () => {
    const outbox = written([1, 1], [2, 1], [3, 2]);
    expect(ids(sendable(outbox, now))).toEqual([id(1), id(3)]);
    expect(ids(sendable(markSending(outbox, id(1)), now))).toEqual([id(3)]);
  });

  it('holds later messages back while an earlier one waits for its next try: order survives an outage', () => {
    const outbox = postpone(written([1, 1], [2, 1]), id(1), now);
    expect(sendable(outbox, now)).toEqual([]);
    expect(ids(sendable(outbox, now + 1000))).toEqual([id(1)]);
  });

  it('waits longer each time, and no longer than twenty seconds', () => {
    let outbox = written([1, 1]);
    const waits = Array.from({ length: 7 }, () => {
      outbox = postpone(outbox, id(1), now);
      return (nextRetryAt(outbox) ?? 0) - now;
    });
    expect(waits).toEqual([1000, 2000, 5000, 10_000, 20_000, 20_000, 20_000]);
  });

  it('tries everything at once when the connection is back', () => {
    const outbox = retryAllNow(postpone(written([1, 1]), id(1), now));
    expect(ids(sendable(outbox, now))).toEqual([id(1)]);
  });

  it('lets a refused message step aside, and keeps it until the writer decides', () => {
    const outbox = markFailed(written([1, 1], [2, 1]), id(1), 'conversation_is_closed');
    expect(ids(sendable(outbox, now))).toEqual([id(2)]);
    expect(outbox[0]).toMatchObject({ state: 'failed', error: 'conversation_is_closed' });
    expect(nextRetryAt(markFailed(written([1, 1]), id(1), 'x'))).toBeNull();
  });

  it('sends a retried message with the same id, after what is already on its way', () => {
    const outbox = retry(markFailed(written([1, 1], [2, 1]), id(1), 'x'), id(1), now + 5000);
    expect(ids(outbox)).toEqual([id(2), id(1)]);
    expect(outbox[1]).toMatchObject({ state: 'queued', error: null, attempts: 0 });
  });

  it('takes up what a closed page left: under way becomes queued, in the order it was written', () => {
    const left = markSending(written([1, 1], [2, 1], [3, 1]), id(1));
    const outbox = restored([...left].reverse());
    expect(ids(outbox)).toEqual([id(1), id(2), id(3)]);
    expect(outbox.every((item) => item.state === 'queued')).toBe(true);
  });
});
