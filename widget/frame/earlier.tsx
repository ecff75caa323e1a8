import type { AgentCard, Conversation } from '@/widget/core/chat-types';
import { Avatar } from '@/widget/frame/avatar';
import { shortDate } from '@/widget/frame/dates';
import { useFrame } from '@/widget/frame/frame-context';

export type EarlierProps = {
  conversations: readonly Conversation[];
  now: Date;
  onView(conversationId: string): void;
};

function Entry({
  conversation,
  now,
  onView,
}: {
  conversation: Conversation;
  now: Date;
  onView(id: string): void;
}) {
  const { texts, locale, organizationName } = useFrame();
  const { id, agent, status, unread, last_message_preview, last_message_at } = conversation;
  const card: AgentCard = agent ?? { nickname: organizationName, avatar_path: null };
  const at = new Date(last_message_at);
  return (
    <li>
      <button type="button" class="entry" onClick={() => onView(id)}>
        <Avatar agent={card} size={36} />
        <span class="entry-text">
          <span class="entry-top">
            <span class="entry-name" dir="auto">
              {card.nickname}
            </span>
            <time dateTime={at.toISOString()}>{shortDate(at, now, locale)}</time>
          </span>
          <span class="entry-bottom">
            <span class="entry-preview" dir="auto">
              {last_message_preview}
            </span>
            {unread > 0 ? (
              <span class="count">
                <span aria-hidden="true">{unread}</span>
                <span class="hidden-text">{texts.unread(unread)}</span>
              </span>
            ) : (
              <span class={status === 'closed' ? 'status' : 'status status-live'}>
                {status === 'closed' ? texts.ended : texts.inProgress}
              </span>
            )}
          </span>
        </span>
      </button>
    </li>
  );
}

/** What was said before, for who comes back. */
export function Earlier({ conversations, now, onView }: EarlierProps) {
  const { texts } = useFrame();
  return (
    <section class="earlier">
      <h3>{texts.earlier}</h3>
      <ul>
        {conversations.map((conversation) => (
          <Entry key={conversation.id} conversation={conversation} now={now} onView={onView} />
        ))}
      </ul>
    </section>
  );
}
