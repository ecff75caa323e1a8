import type { PendingMessage } from '@/widget/core/chat-types';
import type { Conversations } from '@/widget/core/conversations';
import type { Facts } from '@/widget/core/facts';
import { Failure, refusalCode } from '@/widget/core/failure';
import type { Session } from '@/widget/core/session';
import type { ChatApi, NewMessage } from '@/widget/core/transport';

export type DeliveryOptions = {
  api: Pick<ChatApi, 'sendMessage' | 'startConversation'>;
  session: Pick<Session, 'call' | 'expire'>;
  conversations: Pick<Conversations, 'has' | 'put' | 'addMessage' | 'forget'>;
  newId(): string;
  facts(): Facts;
  /** What was written for one conversation belongs to another. */
  onMoved(from: string, to: string): void;
  onStarted(conversationId: string): void;
  /** The thread may lack something before the message just stored. */
  onGap(conversationId: string): void;
};

/**
 * Hands one message to the server. Into a conversation it knows, or as the first of a new one: starting is
 * safe to repeat, so an answer that was lost needs no other care.
 */
export function createDelivery(options: DeliveryOptions) {
  const { api, session, conversations, newId, facts, onMoved, onStarted, onGap } = options;

  const send = async (message: NewMessage): Promise<void> => {
    try {
      const sent = await session.call((token) => api.sendMessage(token, message), true);
      if (conversations.addMessage(sent)) onGap(sent.conversation_id);
    } catch (error) {
      if (refusalCode(error) === 'not_allowed') {
        session.expire();
        conversations.forget(message.conversationId);
      }
      // The visitor was erased, or renewing the token found another: whoever this is now starts anew.
      if (!conversations.has(message.conversationId)) throw new Failure('server', 'visitor_changed');
      throw error;
    }
  };

  const start = async (message: NewMessage): Promise<void> => {
    const asked = message.conversationId;
    try {
      const started = await session.call((token) => api.startConversation(token, message, facts()), true);
      const { id } = started.conversation;
      conversations.put(started.conversation);
      // Another tab was quicker; what was written here joins its conversation.
      if (id !== asked) onMoved(asked, id);
      conversations.addMessage(started.message);
      onStarted(id);
    } catch (error) {
      if (refusalCode(error) !== 'not_allowed') throw error;
      // The visitor was erased, or the conversation was somebody else's: ask again as whoever this is now.
      session.expire();
      onMoved(asked, newId());
      throw new Failure('server', 'visitor_changed');
    }
  };

  return async ({ id, conversation_id, body }: PendingMessage): Promise<void> => {
    const message = { conversationId: conversation_id, messageId: id, body };
    // First, who is writing: it may turn out that what was known belongs to nobody any more.
    await session.call(async () => undefined, true);
    await (conversations.has(conversation_id) ? send(message) : start(message));
  };
}
