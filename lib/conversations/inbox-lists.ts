import { type InboxState, isMine, type ListWindow } from '@/lib/conversations/inbox-state';
import { answersIt } from '@/lib/conversations/offered-actions';
import type { AllFilter, Conversation, ListCursor } from '@/lib/conversations/schema';

export type ListName = 'queue' | 'mine' | 'offline' | 'all';

export const listNames: readonly ListName[] = ['queue', 'mine', 'offline', 'all'];

type Known = Pick<InboxState, 'conversations' | 'me'>;

// Postgres writes times with varying precision, so text does not sort like time: 12:00:00.5+00:00 and 12:00:00+00:00.
const newestFirst = (a: ListCursor, b: ListCursor): number =>
  Date.parse(b.last_message_at) - Date.parse(a.last_message_at) || (a.id < b.id ? 1 : -1);

const pick = (known: Known, keep: (conversation: Conversation) => boolean): Conversation[] =>
  [...known.conversations.values()].filter(keep);

const longestWaitingFirst = (a: Conversation, b: Conversation): number =>
  Date.parse(a.waiting_since ?? a.created_at) - Date.parse(b.waiting_since ?? b.created_at) ||
  (a.id < b.id ? -1 : 1);

const unreadFirst = (a: Conversation, b: Conversation): number =>
  Number(b.agent_unread > 0) - Number(a.agent_unread > 0) || newestFirst(a, b);

/** Waiting chats, the longest waiting first: the order in which they should be taken. */
export const queueList = (known: Known): Conversation[] =>
  pick(known, (each) => each.status === 'waiting' && each.channel === 'live').sort(longestWaitingFirst);

/** The caller's open chats: those with something unread first, each half newest first. */
export const mineList = (known: Known): Conversation[] =>
  pick(known, (each) => isMine(known.me, each) && each.channel === 'live').sort(unreadFirst);

/** Offline messages: what the caller has to answer, then what nobody has yet, the longest waiting first. */
export const offlineList = (known: Known): Conversation[] => {
  const messages = pick(known, (each) => each.channel === 'nrt');
  return [
    ...messages.filter((each) => isMine(known.me, each)).sort(unreadFirst),
    ...messages.filter((each) => each.status === 'waiting').sort(longestWaitingFirst),
  ];
};

/** What the key for "accept" takes in a list when nothing is chosen: who has waited longest in it. */
export const nextWaiting = (known: Known, list: ListName): Conversation[] =>
  list === 'offline' ? offlineList(known).filter((each) => each.status === 'waiting') : queueList(known);

/** How many rows each list has, as far as they are known. */
export function listCounts(known: Known): Record<'queue' | 'mine' | 'offline' | 'offlineWaiting', number> {
  const counts = { queue: 0, mine: 0, offline: 0, offlineWaiting: 0 };
  for (const each of known.conversations.values()) {
    const isWaiting = each.status === 'waiting';
    if (!isWaiting && !isMine(known.me, each)) continue;
    if (each.channel === 'live') counts[isWaiting ? 'queue' : 'mine'] += 1;
    else counts.offline += 1;
    if (each.channel === 'nrt' && isWaiting) counts.offlineWaiting += 1;
  }
  return counts;
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

/** Conversations that want this member now: theirs with something unread, and chats waiting that they may take. */
export function attentionCount(known: Known): { unread: number; waiting: number } {
  let unread = 0;
  let waiting = 0;
  for (const conversation of known.conversations.values()) {
    if (isMine(known.me, conversation) && conversation.agent_unread > 0) unread += 1;
    const isQueued = conversation.status === 'waiting' && conversation.channel === 'live';
    if (isQueued && answersIt(known.me, conversation.is_test)) waiting += 1;
  }
  return { unread, waiting };
}

/** "(2) Inbox · Foyer", from the title as it is now, which may already carry a count. */
export function titleWithCount(title: string, count: number): string {
  const bare = title.replace(/^\(\d+\+?\) /, '');
  if (count <= 0) return bare;
  return `(${count > 99 ? '99+' : count}) ${bare}`;
}
