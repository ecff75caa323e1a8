import type { ComponentChildren } from 'preact';
import type { AgentCard, Conversation, SiteStatus } from '@/widget/core/chat-types';
import { Avatar } from '@/widget/frame/avatar';
import { awayText } from '@/widget/frame/away-text';
import { shortDate } from '@/widget/frame/dates';
import { useFrame } from '@/widget/frame/frame-context';

export type StartProps = {
  site: SiteStatus;
  conversations: readonly Conversation[];
  now: Date;
  onView(conversationId: string): void;
  /** What is asked before anything is said. */
  children?: ComponentChildren;
};

function WhoAnswers({ site }: { site: SiteStatus }) {
  const { texts, locale } = useFrame();
  const { agents, is_online } = site;
  const names = agents.map(({ nickname }) => nickname);
  return (
    <div class="who">
      {is_online && agents.length > 0 && (
        <div class="who-avatars">
          {agents.map((agent) => (
            <Avatar key={agent.nickname + agent.avatar_path} agent={agent} size={48} />
          ))}
        </div>
      )}
      <h2>{(!is_online && texts.awayGreeting) || texts.greeting}</h2>
      <p>
        {is_online
          ? names.length > 0
            ? texts.onlineNow(names)
            : texts.onlineNobodyNamed
          : awayText(site, locale, texts)}
      </p>
    </div>
  );
}

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

/** Before anything is said: who would answer, and what was said before. */
export function Start({ site, conversations, now, onView, children }: StartProps) {
  const { texts } = useFrame();
  return (
    <div class="start">
      <WhoAnswers site={site} />
      {children}
      {conversations.length > 0 && (
        <section class="earlier">
          <h3>{texts.earlier}</h3>
          <ul>
            {conversations.map((conversation) => (
              <Entry key={conversation.id} conversation={conversation} now={now} onView={onView} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
