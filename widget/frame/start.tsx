import type { ComponentChildren } from 'preact';
import type { Conversation, SiteStatus } from '@/widget/core/chat-types';
import { Avatar } from '@/widget/frame/avatar';
import { awayText } from '@/widget/frame/away-text';
import { useFrame } from '@/widget/frame/frame-context';
import { lazy } from '@/widget/frame/lazy';

export type StartProps = {
  site: SiteStatus;
  isFull: boolean;
  invitation: string | null;
  conversations: readonly Conversation[];
  now: Date;
  onView(conversationId: string): void;
  /** What is asked before anything is said. */
  children?: ComponentChildren;
};

function WhoAnswers({ site, isFull, invitation }: Pick<StartProps, 'site' | 'isFull' | 'invitation'>) {
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
      <h2>{invitation ?? ((!is_online && texts.awayGreeting) || texts.greeting)}</h2>
      <p>
        {is_online
          ? names.length > 0
            ? texts.onlineNow(names)
            : texts.onlineNobodyNamed
          : isFull
            ? texts.busy
            : awayText(site, locale, texts)}
      </p>
    </div>
  );
}

const Earlier = lazy(async () => (await import('@/widget/frame/earlier')).Earlier);

/** Before anything is said: who would answer, and what was said before. */
export function Start({ conversations, now, onView, children, ...who }: StartProps) {
  return (
    <div class="start">
      <WhoAnswers {...who} />
      {children}
      {conversations.length > 0 && <Earlier conversations={conversations} now={now} onView={onView} />}
    </div>
  );
}
