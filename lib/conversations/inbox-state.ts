import type { MessageEvent, ReceiptEvent, VisitorEvent } from '@/lib/conversations/events';
import { mergeMessages } from '@/lib/conversations/merge-messages';
import type {
  AllFilter,
  Colleague,
  ConsoleState,
  Conversation,
  ConversationDepartment,
  ConversationSite,
  ConversationWithVisitor,
  ListCursor,
  Message,
  ShownConversation,
  Visitor,
} from '@/lib/conversations/schema';

export interface Thread {
  messages: readonly Message[];
  has_older: boolean;
}

/** How far a list reaches: to a row, or to the end when `until` is null. */
export interface ListWindow {
  until: ListCursor | null;
}

export interface InboxState {
  me: ConsoleState;
  sites: ReadonlyMap<string, ConversationSite>;
  departments: ReadonlyMap<string, ConversationDepartment>;
  colleagues: ReadonlyMap<string, Colleague>;
  conversations: ReadonlyMap<string, Conversation>;
  visitors: ReadonlyMap<string, Visitor>;
  threads: ReadonlyMap<string, Thread>;
  /** Until when a visitor counts as typing, by conversation. */
  typing: ReadonlyMap<string, number>;
  /** Null until that list was asked for. */
  all: Readonly<Record<AllFilter, ListWindow | null>>;
  /** How many conversations of the member's scope are waiting or open. */
  currentCount: number;
}

export const byId = <T extends { id: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rows.map((row) => [row.id, row]));

/** The map itself when it already has the value: what is unchanged must not be drawn again. */
const withEntry = <T>(map: ReadonlyMap<string, T>, id: string, value: T): ReadonlyMap<string, T> =>
  map.get(id) === value ? map : new Map(map).set(id, value);

/** Those entries that differ from what is known; the map itself when none does. */
function withEntries<T extends { id: string }>(
  map: ReadonlyMap<string, T>,
  values: readonly T[],
): ReadonlyMap<string, T> {
  const changed = values.filter((value) => {
    const known = map.get(value.id);
    return !known || (known !== value && !isSame(known, value));
  });
  return changed.length === 0 ? map : new Map([...map, ...byId(changed)]);
}

const isSame = <T extends object>(a: T, b: T): boolean =>
  (Object.keys(b) as (keyof T)[]).every((key) => Object.is(a[key], b[key]));

function without<T>(map: ReadonlyMap<string, T>, ids: ReadonlySet<string>): ReadonlyMap<string, T> {
  if (![...ids].some((id) => map.has(id))) return map;
  return new Map([...map].filter(([id]) => !ids.has(id)));
}

function withMaps(state: InboxState, maps: Partial<InboxState>): InboxState {
  return isSame({ ...state, ...maps }, state) ? state : { ...state, ...maps };
}

/** What the visitor's side did tells that they are there. */
export function withVisitorSeen(state: InboxState, conversationId: string, atMs: number): InboxState {
  const visitorId = state.conversations.get(conversationId)?.visitor_id;
  const known = visitorId === undefined ? undefined : state.visitors.get(visitorId);
  if (!known || Date.parse(known.last_seen_at) >= atMs) return state;
  const seen = { ...known, last_seen_at: new Date(atMs).toISOString() };
  return { ...state, visitors: withEntry(state.visitors, known.id, seen) };
}

/** What the caller may still see of a conversation they once saw: the database's rule, as far as a row tells. */
export function remainsVisible(me: ConsoleState, conversation: Conversation): boolean {
  return me.scope !== 'own' || conversation.assignee_id === me.member_id || conversation.status === 'waiting';
}

export const isMine = (me: Pick<ConsoleState, 'member_id'>, conversation: Conversation): boolean =>
  conversation.status === 'open' && conversation.assignee_id === me.member_id;

/**
 * A newer row over an older one. Rows and broadcasts overtake each other: one with fewer messages is old
 * news, and receipts only ever move forward.
 */
export function newerConversation(known: Conversation | undefined, incoming: Conversation): Conversation {
  if (!known) return incoming;
  if (incoming.last_seq < known.last_seq) return known;
  const next = {
    ...known,
    ...incoming,
    agent_unread: incoming.agent_read_seq < known.agent_read_seq ? known.agent_unread : incoming.agent_unread,
    agent_delivered_seq: Math.max(known.agent_delivered_seq, incoming.agent_delivered_seq),
    agent_read_seq: Math.max(known.agent_read_seq, incoming.agent_read_seq),
    visitor_delivered_seq: Math.max(known.visitor_delivered_seq, incoming.visitor_delivered_seq),
    visitor_read_seq: Math.max(known.visitor_read_seq, incoming.visitor_read_seq),
  };
  return isSame(known, next) ? known : next;
}

export function withConversation(state: InboxState, incoming: Conversation): InboxState {
  const next = newerConversation(state.conversations.get(incoming.id), incoming);
  if (!remainsVisible(state.me, next)) return withoutConversations(state, [next.id]);
  return withMaps(state, { conversations: withEntry(state.conversations, next.id, next) });
}

/** Rows read from the tables. `isStale` tells rows a broadcast has overtaken since they were asked for. */
export function withRows(
  state: InboxState,
  rows: readonly ConversationWithVisitor[],
  isStale: (conversationId: string) => boolean = () => false,
): InboxState {
  const newer = rows
    .map(({ conversation }) => conversation)
    .filter(({ id }) => !state.conversations.has(id) || !isStale(id))
    .map((conversation) => newerConversation(state.conversations.get(conversation.id), conversation));
  return withMaps(state, {
    conversations: withEntries(state.conversations, newer),
    visitors: withEntries(
      state.visitors,
      rows.map(({ visitor }) => visitor),
    ),
  });
}

export function withoutConversations(state: InboxState, ids: readonly string[]): InboxState {
  const gone = new Set(ids);
  return withMaps(state, {
    conversations: without(state.conversations, gone),
    threads: without(state.threads, gone),
    typing: without(state.typing, gone),
  });
}

export function patchConversation(state: InboxState, id: string, patch: Partial<Conversation>): InboxState {
  const known = state.conversations.get(id);
  // The echo of what this page did itself changes nothing.
  if (!known || isSame(known, patch)) return state;
  return { ...state, conversations: withEntry(state.conversations, id, { ...known, ...patch }) };
}

/** Messages into a thread that is loaded; a thread nobody opened is left alone. */
export function withMessages(
  state: InboxState,
  conversationId: string,
  messages: readonly Message[],
): InboxState {
  const thread = state.threads.get(conversationId);
  if (!thread) return state;
  const merged = mergeMessages(thread.messages, messages);
  if (merged === thread.messages) return state;
  return { ...state, threads: withEntry(state.threads, conversationId, { ...thread, messages: merged }) };
}

export function withThread(state: InboxState, conversationId: string, thread: Thread): InboxState {
  return { ...state, threads: withEntry(state.threads, conversationId, thread) };
}

/** A conversation as it was read whole. `isStale` as for rows. */
export function withShown(
  state: InboxState,
  shown: ShownConversation | null,
  isStale?: (conversationId: string) => boolean,
): InboxState {
  if (!shown) return state;
  const { conversation, visitor, messages, has_older, others } = shown;
  const rows = [conversation, ...others].map((each) => ({ conversation: each, visitor }));
  const next = withRows(state, rows, isStale);
  return state.threads.has(conversation.id)
    ? withMessages(next, conversation.id, messages)
    : withThread(next, conversation.id, { messages, has_older });
}

/** A thread nobody reads any more, cut back to its newest page: what it costs to draw again stays the same. */
export function withThreadTrimmed(
  state: InboxState,
  conversationId: string,
  messagesMax: number,
): InboxState {
  const thread = state.threads.get(conversationId);
  if (!thread || thread.messages.length <= messagesMax) return state;
  return withThread(state, conversationId, {
    messages: thread.messages.slice(-messagesMax),
    has_older: true,
  });
}

/** A message heard or stored: into its thread, and onto its conversation's row. */
export function withMessage(state: InboxState, { agent_unread, ...message }: MessageEvent): InboxState {
  const withText = withMessages(state, message.conversation_id, [message]);
  const known = withText.conversations.get(message.conversation_id);
  const next =
    known && message.seq > known.last_seq
      ? patchConversation(withText, known.id, {
          last_seq: message.seq,
          agent_unread,
          // What a site says by itself is nobody's last word.
          ...(message.kind === 'text' &&
            message.author !== 'system' && {
              last_message_at: message.created_at,
              last_message_preview: message.body.slice(0, 140),
              last_message_author: message.author,
            }),
        })
      : withText;
  return message.author === 'visitor' ? withTyping(next, message.conversation_id, null) : next;
}

export function withReceipt(state: InboxState, receipt: ReceiptEvent): InboxState {
  const known = state.conversations.get(receipt.conversation_id);
  if (!known) return state;
  return patchConversation(state, known.id, {
    agent_unread: receipt.agent_read_seq < known.agent_read_seq ? known.agent_unread : receipt.agent_unread,
    agent_delivered_seq: Math.max(known.agent_delivered_seq, receipt.agent_delivered_seq),
    agent_read_seq: Math.max(known.agent_read_seq, receipt.agent_read_seq),
    visitor_delivered_seq: Math.max(known.visitor_delivered_seq, receipt.visitor_delivered_seq),
    visitor_read_seq: Math.max(known.visitor_read_seq, receipt.visitor_read_seq),
    // The assignee has read something: on another device, perhaps.
    ...(receipt.agent_read_seq > known.agent_read_seq && { accept_by: null }),
  });
}

export function withTyping(state: InboxState, conversationId: string, untilMs: number | null): InboxState {
  if (untilMs === null) {
    const typing = without(state.typing, new Set([conversationId]));
    return typing === state.typing ? state : { ...state, typing };
  }
  return { ...state, typing: withEntry(state.typing, conversationId, untilMs) };
}

export function withVisitor(state: InboxState, event: VisitorEvent): InboxState {
  const known = state.visitors.get(event.id);
  if (!known) return state;
  const { name, email, page_url, page_title } = event;
  return {
    ...state,
    visitors: withEntry(state.visitors, event.id, { ...known, name, email, page_url, page_title }),
  };
}
