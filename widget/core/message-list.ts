import type { Message } from '@/widget/core/chat-types';

/**
 * A conversation's messages by sequence number. Everything up to the cursor is known to be here; numbers
 * may be missing before it, since what is not for visitors is numbered too.
 */
export type MessageList = { readonly messages: readonly Message[]; readonly cursor: number };

export const emptyMessageList: MessageList = { messages: [], cursor: 0 };

/** Whether something between the cursor and the last message may not have arrived. */
export function hasGap(list: MessageList): boolean {
  return (list.messages.at(-1)?.seq ?? 0) > list.cursor;
}

function insert(messages: readonly Message[], added: readonly Message[]): readonly Message[] {
  const known = new Set(messages.map((message) => message.id));
  const fresh = added.filter((message) => !known.has(message.id) && known.add(message.id));
  if (fresh.length === 0) return messages;
  return [...messages, ...fresh].sort((a, b) => a.seq - b.seq);
}

/** Moves over numbers that follow the cursor without a hole. */
function advance(messages: readonly Message[], from: number): number {
  let cursor = from;
  for (const message of messages) if (message.seq === cursor + 1) cursor = message.seq;
  return cursor;
}

/** What came by itself: a broadcast, or the answer to a send. It says nothing about what is before it. */
export function addMessage(list: MessageList, message: Message): MessageList {
  const messages = insert(list.messages, [message]);
  return messages === list.messages ? list : { messages, cursor: advance(messages, list.cursor) };
}

/** What was fetched from the cursor on: complete up to `completeTo`. */
export function addFetched(list: MessageList, fetched: readonly Message[], completeTo: number): MessageList {
  const messages = insert(list.messages, fetched);
  return { messages, cursor: advance(messages, Math.max(list.cursor, completeTo)) };
}
