import type { OutboxItem } from '@/lib/conversations/outbox';
import type { Conversation, Message } from '@/lib/conversations/schema';
import { type Outcome, toOutcome } from '@/lib/platform/outcome';
import type { Database } from '@/lib/platform/supabase/database.types';
import type { Rest } from '@/lib/platform/supabase/rest';

/**
 * The hot paths: database functions a member's browser calls directly, one round trip and one transaction
 * each. The function decides and refuses; nothing here does.
 */

/** To whom a conversation is handed over, with a note for them if it is not empty. */
export interface Transfer {
  conversationId: string;
  to: { member: string } | { department: string };
  note: string;
}

const callTimeoutMs = 15_000;

type Functions = Database['public']['Functions'];

async function call<T, Name extends keyof Functions = keyof Functions>(
  rest: Rest,
  name: Name,
  parameters: Functions[Name]['Args'],
): Promise<Outcome<T>> {
  return toOutcome<T>(
    await rest.rpc(name, parameters).abortSignal(AbortSignal.timeout(callTimeoutMs)).retry(false),
  );
}

export const sendMessage = (rest: Rest, item: OutboxItem): Promise<Outcome<Message>> =>
  call(rest, 'send_message', {
    p_conversation: item.conversation_id,
    p_id: item.id,
    p_body: item.body,
    p_kind: item.kind,
  });

export const acceptConversation = (rest: Rest, conversationId: string): Promise<Outcome<Conversation>> =>
  call(rest, 'accept_conversation', { p_conversation: conversationId });

export const closeConversation = (rest: Rest, conversationId: string): Promise<Outcome<Conversation>> =>
  call(rest, 'close_conversation', { p_conversation: conversationId });

export const reopenConversation = (rest: Rest, conversationId: string): Promise<Outcome<Conversation>> =>
  call(rest, 'reopen_conversation', { p_conversation: conversationId });

export const returnConversation = (rest: Rest, conversationId: string): Promise<Outcome<Conversation>> =>
  call(rest, 'return_conversation', { p_conversation: conversationId });

export const makeLive = (rest: Rest, conversationId: string): Promise<Outcome<Conversation>> =>
  call(rest, 'make_live', { p_conversation: conversationId });

export const transferConversation = (
  rest: Rest,
  { conversationId, to, note }: Transfer,
): Promise<Outcome<null>> =>
  call(rest, 'transfer_conversation', {
    p_conversation: conversationId,
    ...('member' in to ? { p_member: to.member } : { p_department: to.department }),
    ...(note !== '' && { p_note: note }),
  });

export const markConversation = (
  rest: Rest,
  conversationId: string,
  deliveredSeq: number,
  readSeq: number,
): Promise<Outcome<null>> =>
  call(rest, 'mark_conversation', {
    p_conversation: conversationId,
    p_delivered: deliveredSeq,
    p_read: readSeq,
  });

export const setTyping = (rest: Rest, conversationId: string, isTyping: boolean): Promise<Outcome<null>> =>
  call(rest, 'set_typing', { p_conversation: conversationId, p_is_typing: isTyping });

export const watchConversation = (rest: Rest, conversationId: string): Promise<Outcome<null>> =>
  call(rest, 'watch_conversation', { p_conversation: conversationId });

export const unwatchConversation = (rest: Rest, conversationId: string): Promise<Outcome<null>> =>
  call(rest, 'unwatch_conversation', { p_conversation: conversationId });
