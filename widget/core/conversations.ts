import type { Conversation, Message, QueueMove, Receipt } from '@/widget/core/chat-types';
import {
  addFetched,
  addMessage,
  emptyMessageList,
  hasGap,
  type MessageList,
} from '@/widget/core/message-list';
import { THREAD_PAGE_SIZE, type ThreadPage } from '@/widget/core/transport';

export type Thread = { list: MessageList; isLoaded: boolean };

const nothing: Thread = { list: emptyMessageList, isLoaded: false };

/**
 * Two snapshots of one conversation can arrive in either order. Receipts only grow; whoever changes the
 * status writes an event, so a snapshot with a lower last number is the older one.
 */
function newer(known: Conversation, other: Conversation): Conversation {
  const base = other.last_seq >= known.last_seq ? other : known;
  return {
    ...base,
    agent_delivered_seq: Math.max(known.agent_delivered_seq, other.agent_delivered_seq),
    agent_read_seq: Math.max(known.agent_read_seq, other.agent_read_seq),
    visitor_read_seq: Math.max(known.visitor_read_seq, other.visitor_read_seq),
  };
}

export type Conversations = ReturnType<typeof createConversations>;

/** Every conversation of the visitor, and as much of each thread as has been seen. */
export function createConversations(onMessage: (message: Message, isNews: boolean) => void) {
  const conversations = new Map<string, Conversation>();
  const threads = new Map<string, Thread>();

  const thread = (id: string): Thread => threads.get(id) ?? nothing;

  const put = (conversation: Conversation): void => {
    const known = conversations.get(conversation.id);
    conversations.set(conversation.id, known ? newer(known, conversation) : conversation);
  };

  const unreadOf = ({ id, unread, visitor_read_seq }: Conversation): number => {
    const { list, isLoaded } = thread(id);
    if (!isLoaded) return unread;
    return list.messages.filter(({ author, seq }) => author === 'agent' && seq > visitor_read_seq).length;
  };

  /** The row as a list shows it: what either side wrote since it was fetched counts. */
  const listed = (conversation: Conversation): Conversation => {
    const last = thread(conversation.id).list.messages.findLast((message) => message.author !== 'system');
    const isNewer = last !== undefined && last.created_at >= conversation.last_message_at;
    return {
      ...conversation,
      unread: unreadOf(conversation),
      last_message_preview: isNewer ? last.body.slice(0, 140) : conversation.last_message_preview,
      last_message_at: isNewer ? last.created_at : conversation.last_message_at,
    };
  };

  const replaceThread = (id: string, list: MessageList, isLoaded: boolean): void => {
    const before = thread(id);
    threads.set(id, { list, isLoaded: isLoaded || before.isLoaded });
    const knownIds = new Set(before.list.messages.map((message) => message.id));
    for (const message of list.messages) {
      if (!knownIds.has(message.id)) onMessage(message, before.isLoaded);
    }
  };

  return {
    put,
    has: (id: string) => conversations.has(id),
    get: (id: string) => conversations.get(id),
    thread,
    /** Newest first. */
    all: (): Conversation[] =>
      [...conversations.values()]
        .map(listed)
        .sort((a, b) => (a.last_message_at < b.last_message_at ? 1 : -1)),
    /** The one that is not over; there is at most one. */
    current: (): Conversation | undefined =>
      [...conversations.values()].find((conversation) => conversation.status !== 'closed'),
    forget(id: string): void {
      conversations.delete(id);
      threads.delete(id);
    },
    clear(): void {
      conversations.clear();
      threads.clear();
    },
    /** One message that came by itself. True when what is before it may be missing. */
    addMessage(message: Message): boolean {
      const id = message.conversation_id;
      const list = addMessage(thread(id).list, message);
      if (list !== thread(id).list) replaceThread(id, list, false);
      return hasGap(list);
    },
    /** One page fetched after the cursor. True when there is another. */
    addPage({ conversation, messages }: ThreadPage): boolean {
      const isLast = messages.length < THREAD_PAGE_SIZE;
      const lastSeq = messages.at(-1)?.seq ?? 0;
      put(conversation);
      const list = addFetched(
        thread(conversation.id).list,
        messages,
        isLast ? Math.max(conversation.last_seq, lastSeq) : lastSeq,
      );
      replaceThread(conversation.id, list, isLast);
      return !isLast;
    },
    addReceipt(receipt: Receipt): void {
      const known = conversations.get(receipt.conversation_id);
      if (!known) return;
      const { agent_delivered_seq, agent_read_seq, visitor_read_seq, unread } = receipt;
      const grown = newer(known, { ...known, agent_delivered_seq, agent_read_seq, visitor_read_seq });
      conversations.set(known.id, { ...grown, unread });
    },
    /** Somebody before it went. Late news of a wait that is over says nothing. */
    move({ conversation_id, ...queue }: QueueMove): void {
      const known = conversations.get(conversation_id);
      if (known?.queue) conversations.set(conversation_id, { ...known, queue });
    },
    /** The visitor has read up to here; the server is told separately. */
    read(id: string, seq: number): void {
      const known = conversations.get(id);
      if (known && seq > known.visitor_read_seq)
        conversations.set(id, { ...known, visitor_read_seq: seq, unread: 0 });
    },
    /** What agents wrote and the visitor has not read. */
    unread: (): number => [...conversations.values()].reduce((sum, each) => sum + unreadOf(each), 0),
  };
}
