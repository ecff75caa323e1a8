import type { InboxContext } from '@/lib/conversations/inbox-context';
import { isMine, patchConversation } from '@/lib/conversations/inbox-state';
import { markConversation } from '@/lib/conversations/live-commands';
import type { Conversation, Message } from '@/lib/conversations/schema';

/** What the reader's screen says: read means shown, in the focused window, scrolled to the end. */
export interface Reading {
  conversation_id: string;
  isFocused: boolean;
  isAtEnd: boolean;
}

export interface InboxReceipts {
  /** Reports everything received in the caller's own conversations. */
  reportDelivered(): void;
  setReading(reading: Reading | null): void;
  /** Reports the shown conversation as read, if it is being read. */
  reportRead(): void;
  /** The conversation that is being read right now. */
  readingId(): string | null;
  /** Tries again what could not be reported. */
  flush(): void;
}

/** The last visitor message among those loaded: what there is to read. */
export function lastVisitorSeq(messages: readonly Message[]): number {
  return messages.findLast((message) => message.author === 'visitor')?.seq ?? 0;
}

export function createInboxReceipts(context: InboxContext): InboxReceipts {
  const { rest, state } = context;
  const wanted = new Map<string, { delivered: number; read: number }>();
  const underWay = new Set<string>();
  let reading: Reading | null = null;

  const send = async (conversationId: string) => {
    const mark = wanted.get(conversationId);
    if (!mark || underWay.has(conversationId)) return;
    underWay.add(conversationId);
    const outcome = await markConversation(rest, conversationId, mark.delivered, mark.read);
    underWay.delete(conversationId);
    if (outcome.kind === 'unavailable' || outcome.kind === 'signed_out') return;
    if (wanted.get(conversationId) === mark) wanted.delete(conversationId);
    else void send(conversationId);
  };

  const want = (conversation: Conversation, delivered: number, read: number) => {
    const before = wanted.get(conversation.id) ?? { delivered: 0, read: 0 };
    wanted.set(conversation.id, {
      delivered: Math.max(before.delivered, delivered),
      read: Math.max(before.read, read),
    });
    void send(conversation.id);
  };

  const receipts: InboxReceipts = {
    reportDelivered() {
      const { conversations, me } = state.get();
      for (const conversation of conversations.values()) {
        const hasNews =
          conversation.agent_unread > 0 && conversation.agent_delivered_seq < conversation.last_seq;
        if (!isMine(me, conversation) || !hasNews) continue;
        const { id, last_seq } = conversation;
        state.update((current) => patchConversation(current, id, { agent_delivered_seq: last_seq }));
        want(conversation, last_seq, 0);
      }
    },

    setReading(next) {
      reading = next;
      receipts.reportRead();
    },

    readingId: () => (reading?.isFocused && reading.isAtEnd ? reading.conversation_id : null),

    reportRead() {
      const readingId = receipts.readingId();
      if (readingId === null) return;
      const { conversations, threads, me } = state.get();
      const conversation = conversations.get(readingId);
      const thread = threads.get(readingId);
      if (!conversation || !thread || !isMine(me, conversation)) return;
      const seq = lastVisitorSeq(thread.messages);
      // Opening what one was given accepts it, also when a colleague had read all of it before.
      if (seq <= conversation.agent_read_seq && conversation.accept_by === null) return;
      const agent_delivered_seq = Math.max(conversation.agent_delivered_seq, seq);
      state.update((current) =>
        patchConversation(current, conversation.id, {
          agent_read_seq: Math.max(conversation.agent_read_seq, seq),
          accept_by: null,
          agent_delivered_seq,
          agent_unread: 0,
        }),
      );
      want(conversation, agent_delivered_seq, seq);
    },

    flush() {
      for (const conversationId of wanted.keys()) void send(conversationId);
    },
  };
  return receipts;
}
