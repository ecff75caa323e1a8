import type { Conversation, Message, QueueMove, Receipt } from '@/widget/core/chat-types';

export type TopicEvent =
  | { event: 'message'; message: Message }
  | { event: 'conversation'; conversation: Conversation }
  | { event: 'receipt'; receipt: Receipt }
  | { event: 'queue'; move: QueueMove }
  | { event: 'typing'; isTyping: boolean };

type Fields = Record<string, unknown>;

const hasStrings = (value: Fields, ...names: string[]) =>
  names.every((name) => typeof value[name] === 'string');
const hasNumbers = (value: Fields, ...names: string[]) =>
  names.every((name) => typeof value[name] === 'number');

/** Reads one broadcast of a conversation's topic; null for what this version does not know. */
export function readTopicEvent(event: string, payload: unknown): TopicEvent | null {
  if (typeof payload !== 'object' || payload === null) return null;
  const value = payload as Fields;
  switch (event) {
    case 'message':
      return hasStrings(value, 'id', 'conversation_id', 'author', 'kind', 'body', 'created_at') &&
        hasNumbers(value, 'seq')
        ? { event, message: value as unknown as Message }
        : null;
    case 'conversation':
      return hasStrings(value, 'id', 'status', 'last_message_at') && hasNumbers(value, 'last_seq', 'unread')
        ? { event, conversation: value as unknown as Conversation }
        : null;
    case 'receipt':
      return hasStrings(value, 'conversation_id') &&
        hasNumbers(value, 'agent_delivered_seq', 'agent_read_seq', 'visitor_read_seq', 'unread')
        ? { event, receipt: value as unknown as Receipt }
        : null;
    case 'queue':
      return hasStrings(value, 'conversation_id') && hasNumbers(value, 'position')
        ? { event, move: value as unknown as QueueMove }
        : null;
    case 'typing':
      return value.author === 'agent' ? { event, isTyping: value.is_typing === true } : null;
    default:
      return null;
  }
}
