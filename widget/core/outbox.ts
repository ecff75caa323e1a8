import type { PendingMessage } from '@/widget/core/chat-types';
import type { Cancel, Clock } from '@/widget/core/clock';
import { Failure, refusalCode } from '@/widget/core/failure';
import { type KeyStore, keys } from '@/widget/core/key-store';
import { retryDelayMs } from '@/widget/core/retry-delay';

const limitedRetryMs = 15_000;

export type OutboxOptions = {
  store: KeyStore;
  clock: Clock;
  newId(): string;
  /** Resolves when the server has stored the message; rejects with a Failure. */
  deliver(message: PendingMessage): Promise<void>;
  onRefused(message: PendingMessage, code: string): void;
  onChange(): void;
};

const keyOf = (id: string) => keys.pendingPrefix + id;

function parse(text: string | null): PendingMessage | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (typeof value !== 'object' || value === null) return null;
    const message = value as PendingMessage;
    const isWhole = [message.id, message.conversation_id, message.body, message.created_at].every(
      (field) => typeof field === 'string',
    );
    return isWhole && typeof message.order === 'number' ? message : null;
  } catch {
    return null;
  }
}

export type Outbox = ReturnType<typeof createOutbox>;

/**
 * What the visitor wrote, until the server has it. One at a time and in order; tried again for as long as
 * the failure may pass, kept across reloads, and never dropped: only a refusal stops a message, visibly.
 */
export function createOutbox({ store, clock, newId, deliver, onRefused, onChange }: OutboxOptions) {
  let messages: PendingMessage[] = [];
  let attempt = 0;
  let isRunning = false;
  let cancelRetry: Cancel | null = null;
  let isStopped = false;

  const save = (message: PendingMessage) => store.set(keyOf(message.id), JSON.stringify(message));

  const replace = (id: string, change: Partial<PendingMessage>): void => {
    messages = messages.map((message) => {
      if (message.id !== id) return message;
      const changed = { ...message, ...change };
      save(changed);
      return changed;
    });
  };

  const drop = (id: string): void => {
    store.remove(keyOf(id));
    messages = messages.filter((message) => message.id !== id);
  };

  const retryLater = (error: unknown): void => {
    attempt += 1;
    const asked =
      error instanceof Failure && error.kind === 'limited' ? (error.retryAfterMs ?? limitedRetryMs) : 0;
    cancelRetry = clock.after(Math.max(asked, retryDelayMs(attempt, clock.random)), () => {
      cancelRetry = null;
      void run();
    });
  };

  const run = async (): Promise<void> => {
    if (isRunning || cancelRetry || isStopped) return;
    isRunning = true;
    for (;;) {
      const next = messages.find((message) => message.failure === null);
      if (!next || isStopped) break;
      try {
        await deliver(next);
        attempt = 0;
        drop(next.id);
        onChange();
      } catch (error) {
        // It may have been confirmed by another road while the answer was lost.
        if (!messages.some((message) => message.id === next.id)) continue;
        const code = refusalCode(error);
        if (code === null) {
          if (!isStopped) retryLater(error);
          break;
        }
        replace(next.id, { failure: code });
        onRefused(next, code);
        onChange();
      }
    }
    isRunning = false;
  };

  const nextOrder = () => Math.max(clock.now(), (messages.at(-1)?.order ?? 0) + 1);

  const stopForeign = store.onForeignChange((key, value) => {
    if (value !== null || !key.startsWith(keys.pendingPrefix)) return;
    const id = key.slice(keys.pendingPrefix.length);
    if (!messages.some((message) => message.id === id)) return;
    // Another tab delivered it.
    messages = messages.filter((message) => message.id !== id);
    onChange();
  });

  return {
    of: (conversationId: string | null) =>
      messages.filter((message) => message.conversation_id === conversationId),
    lastConversationId: () => messages.at(-1)?.conversation_id ?? null,
    /** Takes over what an earlier page, or a tab that is gone, left unsent; by default all of it. */
    adopt(olderThanMs?: number): void {
      const latest = olderThanMs === undefined ? Number.POSITIVE_INFINITY : clock.now() - olderThanMs;
      const mine = new Set(messages.map((message) => message.id));
      const found = store
        .keys()
        .filter((key) => key.startsWith(keys.pendingPrefix))
        .map((key) => parse(store.get(key)))
        .filter((message) => message !== null)
        .filter((message) => !mine.has(message.id) && message.order <= latest);
      if (found.length === 0) return;
      messages = [...messages, ...found].sort((a, b) => a.order - b.order);
      onChange();
      void run();
    },
    add(conversationId: string, body: string): PendingMessage {
      const message: PendingMessage = {
        id: newId(),
        conversation_id: conversationId,
        body,
        created_at: new Date(clock.now()).toISOString(),
        order: nextOrder(),
        failure: null,
      };
      messages = [...messages, message];
      save(message);
      onChange();
      void run();
      return message;
    },
    /** Sends a refused message again, last and to where the visitor is now. */
    retry(id: string, conversationId: string): void {
      const message = messages.find((each) => each.id === id);
      if (!message) return;
      const again = { ...message, conversation_id: conversationId, failure: null, order: nextOrder() };
      messages = [...messages.filter((each) => each.id !== id), again];
      save(again);
      onChange();
      void run();
    },
    discard(id: string): void {
      drop(id);
      onChange();
    },
    /** Gives back what was written for a conversation; it is somebody else's to keep now. */
    take(conversationId: string): string[] {
      const taken = messages.filter((message) => message.conversation_id === conversationId);
      for (const { id } of taken) drop(id);
      return taken.map(({ body }) => body);
    },
    /** The conversation these were written for turned out to be another one. */
    retargetWhere(isOther: (conversationId: string) => boolean, to: string): void {
      for (const { id, conversation_id } of messages) {
        if (isOther(conversation_id)) replace(id, { conversation_id: to });
      }
    },
    /** The server is known to have it, whatever became of the answer. */
    confirm(id: string): void {
      if (messages.some((message) => message.id === id)) drop(id);
    },
    /** Something changed for the better: do not wait for the next attempt. */
    wake(): void {
      cancelRetry?.();
      cancelRetry = null;
      attempt = 0;
      void run();
    },
    stop(): void {
      isStopped = true;
      cancelRetry?.();
      stopForeign();
    },
  };
}
