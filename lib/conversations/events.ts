import type { AvailabilityStatus, Conversation, Message, Visitor } from '@/lib/conversations/schema';

export type MessageEvent = Message & { agent_unread: number };

export interface ReceiptEvent {
  conversation_id: string;
  agent_delivered_seq: number;
  agent_read_seq: number;
  visitor_delivered_seq: number;
  visitor_read_seq: number;
  agent_unread: number;
}

export interface TypingEvent {
  conversation_id: string;
  is_typing: boolean;
}

export type VisitorEvent = Pick<Visitor, 'id' | 'name' | 'email' | 'page_url' | 'page_title'> & {
  conversation_id: string;
};

export interface AvailabilityEvent {
  member_id: string;
  status: AvailabilityStatus;
  lease_expires_at: string | null;
  /** missed: not the member's choice, but for not opening what they were given. */
  cause?: 'missed' | null;
}

/** The epoch that begins. It is heard before its commit shows: an answer of an earlier one is out of date. */
export interface EpochEvent {
  epoch: number;
}

/** What the database broadcasts to a console. The payloads are those of supabase/migrations/…_realtime.sql. */
export type InboxEvent =
  | { name: 'message'; payload: MessageEvent }
  | { name: 'conversation'; payload: Conversation }
  | { name: 'conversation_gone'; payload: Pick<Conversation, 'id' | 'status' | 'assignee_id'> }
  | { name: 'receipt'; payload: ReceiptEvent }
  | { name: 'typing'; payload: TypingEvent }
  | { name: 'visitor'; payload: VisitorEvent }
  | { name: 'availability'; payload: AvailabilityEvent }
  /** Rights, scope, status or preferences changed: ask for console_state again. */
  | { name: 'member'; payload: EpochEvent }
  | { name: 'epoch'; payload: EpochEvent };

const requiredFields = {
  message: ['id', 'conversation_id', 'seq', 'author', 'kind', 'body', 'created_at', 'agent_unread'],
  conversation: ['id', 'status', 'site_id', 'visitor_id', 'last_seq', 'last_message_at'],
  conversation_gone: ['id', 'status'],
  receipt: ['conversation_id', 'agent_unread', 'agent_read_seq', 'visitor_read_seq'],
  typing: ['conversation_id', 'is_typing'],
  visitor: ['id', 'conversation_id'],
  availability: ['member_id', 'status'],
  member: ['epoch'],
  epoch: ['epoch'],
} satisfies Record<InboxEvent['name'], string[]>;

function isEventName(name: string): name is InboxEvent['name'] {
  return Object.hasOwn(requiredFields, name);
}

/** A broadcast as an event this version understands, or null: a newer server may say more than we know. */
export function readEvent(name: string, payload: unknown): InboxEvent | null {
  if (!isEventName(name)) return null;
  const fields = typeof payload === 'object' && payload !== null ? payload : {};
  if (requiredFields[name].some((field) => !(field in fields))) return null;
  // The boundary: only the database can send on these topics, and the fields we decide by were just checked.
  return { name, payload } as InboxEvent;
}
