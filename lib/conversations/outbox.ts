import type { MessageKind } from '@/lib/conversations/schema';

/** queued: to be sent, now or at `retry_at`. sending: under way. failed: refused, waits for the writer. */
export interface OutboxItem {
  id: string;
  conversation_id: string;
  kind: Exclude<MessageKind, 'event'>;
  body: string;
  created_at: string;
  state: 'queued' | 'sending' | 'failed';
  attempts: number;
  /** Milliseconds since the epoch; 0 is "at once". */
  retry_at: number;
  /** Why it failed, as the server's code. */
  error: string | null;
}

export type Outbox = readonly OutboxItem[];

const retryStepsMs = [1000, 2000, 5000, 10_000, 20_000];

const replace = (outbox: Outbox, id: string, change: Partial<OutboxItem>): Outbox =>
  outbox.map((item) => (item.id === id ? { ...item, ...change } : item));

export function enqueue(
  outbox: Outbox,
  message: Pick<OutboxItem, 'id' | 'conversation_id' | 'kind' | 'body'>,
  nowMs: number,
): Outbox {
  const { id, conversation_id, kind, body } = message;
  const created_at = new Date(nowMs).toISOString();
  const item: OutboxItem = {
    id,
    conversation_id,
    kind,
    body,
    created_at,
    state: 'queued',
    attempts: 0,
    retry_at: 0,
    error: null,
  };
  return [...outbox, item];
}

/**
 * The oldest of each conversation, so that messages arrive in the order they were written. A failed one steps aside;
 * one that is under way or waits for its next try holds the others back.
 */
function heads(outbox: Outbox): OutboxItem[] {
  const oldest = new Map<string, OutboxItem>();
  for (const item of outbox) {
    if (item.state !== 'failed' && !oldest.has(item.conversation_id)) oldest.set(item.conversation_id, item);
  }
  return [...oldest.values()];
}

/** What may be sent now. */
export const sendable = (outbox: Outbox, nowMs: number): OutboxItem[] =>
  heads(outbox).filter((item) => item.state === 'queued' && item.retry_at <= nowMs);

/** When something waiting falls due; null when nothing does by itself. What stands behind another waits for that one. */
export function nextRetryAt(outbox: Outbox): number | null {
  const times = heads(outbox)
    .filter((item) => item.state === 'queued')
    .map((item) => item.retry_at);
  return times.length === 0 ? null : Math.min(...times);
}

export const markSending = (outbox: Outbox, id: string): Outbox => replace(outbox, id, { state: 'sending' });

/** Stored by the server; the thread shows it from now on. */
export const settle = (outbox: Outbox, id: string): Outbox => {
  const rest = outbox.filter((item) => item.id !== id);
  return rest.length === outbox.length ? outbox : rest;
};

export const markFailed = (outbox: Outbox, id: string, error: string): Outbox =>
  replace(outbox, id, { state: 'failed', error });

/** No answer: the server may or may not have it. The same id is sent again, so it is stored once either way. */
export function postpone(outbox: Outbox, id: string, nowMs: number): Outbox {
  const attempts = (outbox.find((item) => item.id === id)?.attempts ?? 0) + 1;
  const delayMs = retryStepsMs[Math.min(attempts, retryStepsMs.length) - 1] ?? 1000;
  return replace(outbox, id, { state: 'queued', attempts, retry_at: nowMs + delayMs });
}

/** The writer asks again: to the end of its conversation's line, where it will stand in the thread. */
export function retry(outbox: Outbox, id: string, nowMs: number): Outbox {
  const item = outbox.find((each) => each.id === id);
  if (item?.state !== 'failed') return outbox;
  return enqueue(settle(outbox, id), item, nowMs);
}

/** The connection is back: nobody waits for their next try. */
export const retryAllNow = (outbox: Outbox): Outbox =>
  outbox.map((item) => (item.state === 'queued' && item.retry_at > 0 ? { ...item, retry_at: 0 } : item));

/** What an earlier page left behind. Nothing of it is under way any more. */
export const restored = (items: readonly OutboxItem[]): Outbox =>
  [...items]
    .sort((a, b) => a.created_at.localeCompare(b.created_at))
    .map((item) => (item.state === 'failed' ? item : { ...item, state: 'queued', retry_at: 0 }));
