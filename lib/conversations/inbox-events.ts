import type { InboxEvent, ReceiptEvent } from '@/lib/conversations/events';
import type { InboxContext } from '@/lib/conversations/inbox-context';
import {
  patchConversation,
  withConversation,
  withMessage,
  withReceipt,
  withTyping,
  withVisitor,
  withVisitorSeen,
} from '@/lib/conversations/inbox-state';
import { lastContiguousSeq } from '@/lib/conversations/merge-messages';
import type { Conversation } from '@/lib/conversations/schema';

/** A visitor's browser repeats "typing" every 3 seconds; after two of those without one, it has stopped. */
const typingLastsMs = 6000;

/** What hearing an event asks for beyond changing the state. */
export interface EventEffects {
  /** The row is not known, or no longer certain: read it. */
  readConversation(conversationId: string): void;
  /** A message is missing before the one just heard. */
  catchUp(conversationId: string): void;
  settleSent(messageId: string): void;
  onOrganizationChanged(epoch: number): void;
  /** The caller's own rights, scope, status or preferences. */
  onMemberChanged(epoch: number): void;
  countSoon(): void;
  /** Is this member taking it right now? Then nobody needs to be told. */
  isTaking(conversationId: string): boolean;
}

export function createEventHandler(
  context: InboxContext,
  effects: EventEffects,
): (event: InboxEvent) => void {
  const { state, timers } = context;

  const onConversation = (incoming: Conversation) => {
    const before = state.get();
    const { id, status, assignee_id } = incoming;
    context.revisions.touch(id);
    if (status === 'open' && assignee_id !== null) context.takers.set(id, assignee_id);
    const wasWaiting = before.conversations.get(id)?.status === 'waiting';
    const isTakenByOther = status === 'open' && assignee_id !== before.me.member_id;
    state.update((current) => withConversation(current, incoming));
    if (wasWaiting && isTakenByOther && context.shownId.get() === id && !effects.isTaking(id)) {
      context.notices.emit({ type: 'taken', conversation_id: id, by: assignee_id });
    }
    if (before.conversations.get(id)?.status !== status) effects.countSoon();
    const isListed = state.get().conversations.has(id);
    if (isListed && !before.visitors.has(incoming.visitor_id)) effects.readConversation(id);
  };

  /** The browser's clock is near enough: it is about minutes. */
  const visitorIsThere = (conversationId: string) =>
    state.update((current) => withVisitorSeen(current, conversationId, timers.now()));

  const onReceipt = (receipt: ReceiptEvent) => {
    const known = state.get().conversations.get(receipt.conversation_id);
    state.update((current) => withReceipt(current, receipt));
    if (known && receipt.visitor_read_seq > known.visitor_read_seq) visitorIsThere(known.id);
  };

  const onTyping = (conversationId: string, isTyping: boolean) => {
    const until = timers.now() + typingLastsMs;
    state.update((current) => withTyping(current, conversationId, isTyping ? until : null));
    if (!isTyping) return;
    timers.after(typingLastsMs, () => {
      const latest = state.get().typing.get(conversationId);
      if (latest !== undefined && latest <= timers.now()) {
        state.update((current) => withTyping(current, conversationId, null));
      }
    });
  };

  return (event) => {
    switch (event.name) {
      case 'message': {
        const { conversation_id, id, author, kind, body, author_member_id } = event.payload;
        context.revisions.touch(conversation_id);
        state.update((current) => withMessage(current, event.payload));
        effects.settleSent(id);
        if (author === 'visitor') visitorIsThere(conversation_id);
        if (kind === 'event' && body === 'missed' && author_member_id === state.get().me.member_id)
          context.notices.emit({ type: 'missed', conversation_id });
        const thread = state.get().threads.get(conversation_id);
        if (thread && lastContiguousSeq(thread.messages) < event.payload.seq)
          effects.catchUp(conversation_id);
        if (!state.get().conversations.has(conversation_id)) effects.readConversation(conversation_id);
        return;
      }
      case 'conversation':
        return onConversation(event.payload);
      case 'conversation_gone': {
        const { id, status, assignee_id } = event.payload;
        context.revisions.touch(id);
        state.update((current) => patchConversation(current, id, { status, assignee_id }));
        return effects.readConversation(id);
      }
      case 'receipt':
        context.revisions.touch(event.payload.conversation_id);
        return onReceipt(event.payload);
      case 'typing':
        if (event.payload.is_typing) visitorIsThere(event.payload.conversation_id);
        return onTyping(event.payload.conversation_id, event.payload.is_typing);
      case 'visitor':
        state.update((current) => withVisitor(current, event.payload));
        return visitorIsThere(event.payload.conversation_id);
      case 'availability': {
        const { member_id, status, lease_expires_at, cause } = event.payload;
        if (member_id !== state.get().me.member_id) return;
        state.update((current) => ({ ...current, me: { ...current.me, status, lease_expires_at } }));
        if (cause === 'missed') context.notices.emit({ type: 'set_away' });
        return;
      }
      case 'member':
        return effects.onMemberChanged(event.payload.epoch);
      case 'epoch':
        return effects.onOrganizationChanged(event.payload.epoch);
    }
  };
}
