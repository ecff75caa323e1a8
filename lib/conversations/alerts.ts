import { type InboxState, isMine } from '@/lib/conversations/inbox-state';
import { answersIt } from '@/lib/conversations/offered-actions';
import type { Conversation } from '@/lib/conversations/schema';

/** Something that must not be missed: it makes a sound, and a notice on the desktop if the page is not looked at. */
export type Alert = { type: 'assigned' | 'waiting' | 'message'; conversation_id: string };

export interface AlertContext {
  /** The conversation that is being read right now, if any. */
  readingId: string | null;
  /** This member is taking the conversation by hand. */
  isTaking(conversationId: string): boolean;
}

type Known = Pick<InboxState, 'conversations' | 'me'>;

/**
 * Who is away is not called: what waits rings only for those who are online and may take it. An offline message
 * hurries nobody; it is counted, and its department gets a mail.
 */
const isCalled = ({ me }: Known, { is_test, channel }: Conversation): boolean =>
  channel === 'live' && me.status === 'online' && answersIt(me, is_test);

/** What changed between two states that somebody should hear about. */
export function alertsBetween(before: Known, after: Known, context: AlertContext): Alert[] {
  if (before.conversations === after.conversations) return [];
  const alerts: Alert[] = [];
  for (const [id, conversation] of after.conversations) {
    const known = before.conversations.get(id);
    if (known === conversation) continue;
    const wasMine = known !== undefined && isMine(before.me, known);
    if (isMine(after.me, conversation)) {
      const hasNews = conversation.agent_unread > (known?.agent_unread ?? 0);
      if (!wasMine && !context.isTaking(id)) alerts.push({ type: 'assigned', conversation_id: id });
      else if (wasMine && hasNews && context.readingId !== id)
        alerts.push({ type: 'message', conversation_id: id });
    } else if (
      conversation.status === 'waiting' &&
      known?.status !== 'waiting' &&
      !wasMine &&
      isCalled(after, conversation)
    ) {
      alerts.push({ type: 'waiting', conversation_id: id });
    }
  }
  return alerts;
}

/** While somebody waits and nobody accepts, whoever is online and may is reminded. */
export const callsForReminder = (known: Known): boolean =>
  [...known.conversations.values()].some((each) => each.status === 'waiting' && isCalled(known, each));
