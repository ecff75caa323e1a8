import type { Conversations } from '@/widget/core/conversations';
import { readTopicEvent } from '@/widget/core/events';
import type { createTypingMark } from '@/widget/core/typing';

export type EventTargets = {
  conversations: Conversations;
  typingMark: ReturnType<typeof createTypingMark>;
  /** Something may be missing, or its order is not certain. */
  fetch(conversationId: string): void;
};

/** What one broadcast changes; one this version does not know changes nothing. */
export function applyEvent(
  { conversations, typingMark, fetch }: EventTargets,
  conversationId: string,
  event: string,
  payload: unknown,
): void {
  const known = readTopicEvent(event, payload);
  if (known?.event === 'message' && conversations.addMessage(known.message)) fetch(conversationId);
  if (known?.event === 'receipt') conversations.addReceipt(known.receipt);
  if (known?.event === 'queue') conversations.move(known.move);
  if (known?.event === 'typing') typingMark.hear(conversationId, known.isTyping);
  if (known?.event === 'conversation') {
    conversations.put(known.conversation);
    // Sent before the event that numbers it: what is fetched now is the order that counts.
    fetch(conversationId);
  }
}
