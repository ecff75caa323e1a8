import type { ChatState } from '@/widget/core/chat-state';
import { Avatar } from '@/widget/frame/avatar';
import { awayText } from '@/widget/frame/away-text';
import { dayLabel } from '@/widget/frame/dates';
import { useFrame } from '@/widget/frame/frame-context';
import { DownIcon } from '@/widget/frame/icons';
import { type FailedActions, MessageGroup } from '@/widget/frame/message-group';
import { type ThreadItem, threadItems } from '@/widget/frame/thread-items';
import { useStayAtEnd } from '@/widget/frame/use-stay-at-end';

export type ThreadProps = FailedActions & {
  chat: Pick<ChatState, 'messages' | 'pending' | 'viewed' | 'isThreadLoaded' | 'isAgentTyping' | 'site'>;
  now: Date;
};

function EventLine({ item }: { item: Extract<ThreadItem, { kind: 'event' }> }) {
  const { texts } = useFrame();
  const { closedByVisitor, ...events } = texts.events;
  if (!Object.hasOwn(events, item.code)) return null;
  const name = item.agent?.nickname ?? texts.somebody;
  const byVisitor = item.code === 'closed' && item.agent === null;
  return <p class="line">{byVisitor ? closedByVisitor : events[item.code as keyof typeof events](name)}</p>;
}

export function Thread({ chat, now, onRetry, onDiscard }: ThreadProps) {
  const { texts, locale } = useFrame();
  const { messages, pending, viewed, isThreadLoaded, isAgentTyping, site } = chat;
  const items = threadItems(messages, pending, viewed);
  const groups = items.filter((item) => item.kind === 'group');
  const lastOwnId = groups.findLast((group) => group.isOwn)?.bubbles.at(-1)?.id;
  const { box, hasMore, onScroll, toEnd } = useStayAtEnd(
    `${messages.at(-1)?.id} ${pending.at(-1)?.id} ${isAgentTyping}`,
    lastOwnId,
  );
  const isWaiting = viewed?.status === 'waiting' || (viewed === null && pending.length > 0);
  const agent = viewed?.agent;

  return (
    <div class="thread-box">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div class="thread" ref={box} onScroll={onScroll} role="log" aria-label={texts.thread} tabIndex={0}>
        {viewed && !isThreadLoaded && (
          <div class="skeleton" role="status" aria-label={texts.loading}>
            <span />
            <span />
            <span />
          </div>
        )}
        {items.map((item) => {
          if (item.kind === 'day') {
            return (
              <p key={item.key} class="line day">
                {dayLabel(item.date, now, locale, texts)}
              </p>
            );
          }
          if (item.kind === 'event') return <EventLine key={item.key} item={item} />;
          return (
            <MessageGroup
              key={item.key}
              group={item}
              lastOwnId={lastOwnId}
              onRetry={onRetry}
              onDiscard={onDiscard}
            />
          );
        })}
        {isWaiting && viewed?.channel !== 'nrt' && (
          <p class="line">{site.is_online ? texts.waiting : awayText(site, locale, texts)}</p>
        )}
        {isAgentTyping && (
          <div class="group" role="status">
            {agent && <Avatar agent={agent} />}
            <div class="bubble typing">
              <span class="hidden-text">{agent ? texts.typing(agent.nickname) : texts.somebodyTyping}</span>
              <i />
              <i />
              <i />
            </div>
          </div>
        )}
      </div>
      {hasMore && (
        <button type="button" class="more" onClick={toEnd}>
          <DownIcon /> {texts.newMessages}
        </button>
      )}
    </div>
  );
}
