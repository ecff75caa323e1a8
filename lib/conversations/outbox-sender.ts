import {
  enqueue,
  markFailed,
  markSending,
  nextRetryAt,
  type Outbox,
  type OutboxItem,
  postpone,
  retry,
  retryAllNow,
  sendable,
  settle,
} from '@/lib/conversations/outbox';
import type { OutboxStorage } from '@/lib/conversations/outbox-storage';
import type { Message } from '@/lib/conversations/schema';
import type { Outcome } from '@/lib/platform/outcome';
import { createStore, type ReadableStore } from '@/lib/platform/store';
import type { Cancel, Timers } from '@/lib/platform/timers';

export interface OutboxSender {
  readonly outbox: ReadableStore<Outbox>;
  send(message: Pick<OutboxItem, 'id' | 'conversation_id' | 'kind' | 'body'>): void;
  retry(id: string): void;
  discard(id: string): void;
  /** The message was seen in the thread, whoever told: it is no longer on its way. */
  settle(ids: readonly string[]): void;
  /** The connection is back. */
  wake(): void;
  /** Takes up what an earlier page left, and keeps unsent messages there from now on. */
  start(storage: OutboxStorage): void;
  stop(): void;
}

export interface OutboxSenderOptions {
  deliver(item: OutboxItem): Promise<Outcome<Message>>;
  onStored(message: Message): void;
  timers: Timers;
}

/** Sends what is written, in order within each conversation, until the server has it or refuses it. */
export function createOutboxSender({ deliver, onStored, timers }: OutboxSenderOptions): OutboxSender {
  const outbox = createStore<Outbox>([]);
  let storage: OutboxStorage | null = null;
  let cancelWake: Cancel | null = null;

  const change = (step: (current: Outbox) => Outbox) => {
    const before = outbox.get();
    const after = step(before);
    if (after === before) return;
    storage?.save(before, after);
    outbox.set(after);
  };

  const run = () => {
    if (!storage) return;
    for (const item of sendable(outbox.get(), timers.now())) void deliverOne(item);
    cancelWake?.();
    cancelWake = null;
    const at = nextRetryAt(outbox.get());
    if (at !== null && at > timers.now()) cancelWake = timers.after(at - timers.now(), run);
  };

  const deliverOne = async (item: OutboxItem) => {
    change((current) => markSending(current, item.id));
    const outcome = await deliver(item);
    if (outcome.kind === 'done') {
      change((current) => settle(current, item.id));
      onStored(outcome.data);
    } else if (outcome.kind === 'refused') {
      change((current) => markFailed(current, item.id, outcome.code));
    } else {
      change((current) => postpone(current, item.id, timers.now()));
    }
    run();
  };

  return {
    outbox,
    send(message) {
      change((current) => enqueue(current, message, timers.now()));
      run();
    },
    retry(id) {
      change((current) => retry(current, id, timers.now()));
      run();
    },
    discard: (id) => change((current) => settle(current, id)),
    settle: (ids) => change((current) => ids.reduce(settle, current)),
    wake() {
      change(retryAllNow);
      run();
    },
    start(opened) {
      storage = opened;
      const known = new Set(outbox.get().map((item) => item.id));
      const left = opened.load().filter((item) => !known.has(item.id));
      if (left.length > 0) outbox.update((current) => [...left, ...current]);
      run();
    },
    stop() {
      storage = null;
      cancelWake?.();
      cancelWake = null;
    },
  };
}
