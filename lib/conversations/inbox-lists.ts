import { type InboxState, isMine, type ListWindow } from '@/lib/conversations/inbox-state';
import { answersIt } from '@/lib/conversations/offered-actions';
import type { AllFilter, Conversation, ListCursor } from '@/lib/conversations/schema';

export type ListName = 'queue' | 'mine' | 'all';

type Known = Pick<InboxState, 'conversations' | 'me'>;

// Postgres writes times with varying precision, so text does not sort like time: 12:00:00.5+00:00 and 12:00:00+00:00.
const newestFirst = (a: ListCursor, b: ListCursor): number =>
  Date.parse(b.last_message_at) - Date.parse(a.last_message_at) || (a.id < b.id ? 1 : -1);

const pick = (known: Known, keep: (conversation: Conversation) => boolean): Conversation[] =>
  [...known.conversations.values()].filter(keep);

/** Waiting conversations, the longest waiting first: the order in which they should be taken. */
export function queueList(known: Known): Conversation[] {
  return pick(known, (each) => each.status === 'waiting').sort(
    (a, b) =>
      Date.parse(a.waiting_since ?? a.created_at) - Date.parse(b.waiting_since ?? b.created_at) ||
      (a.id < b.id ? -1 : 1),
  );
}

/** The caller's open conversations: those with something unread first, each half newest first. */
export function mineList(known: Known): Conversation[] {
  return pick(known, (each) => isMine(known.me, each)).sort(
    (a, b) => Number(b.agent_unread > 0) - Number(a.agent_unread > 0) || newestFirst(a, b),
  );
}

/** Everything in scope, as far as it was paged; rows beyond the last page stay out so that none seems missing. */
export function allList(known: Known, filter: AllFilter, window: ListWindow | null): Conversation[] {
  if (!window) return [];
  const { until } = window;
  return pick(
    known,
    (each) =>
      (each.status === 'closed') === (filter === 'closed') &&
      (until === null || newestFirst(each, until) <= 0),
  ).sort(newestFirst);
}

/** Conversations that want this member now: theirs with something unread, and those waiting that they may take. */
export function attentionCount(known: Known): { unread: number; waiting: number } {
  let unread = 0;
  let waiting = 0;
  for (const conversation of known.conversations.values()) {
    if (isMine(known.me, conversation) && conversation.agent_unread > 0) unread += 1;
    if (conversation.status === 'waiting' && answersIt(known.me, conversation.is_test)) waiting += 1;
  }
  return { unread, waiting };
}

/** "(2) Inbox · Foyer", from the title as it is now, which may already carry a count. */
export function titleWithCount(title: string, count: number): string {
  const bare = title.replace(/^\(\d+\+?\) /, '');
  if (count <= 0) return bare;
  return `(${count > 99 ? '99+' : count}) ${bare}`;
}
