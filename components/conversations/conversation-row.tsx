'use client';

import { Mail } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type MouseEvent, memo, useRef } from 'react';
import { OpenWithin } from '@/components/conversations/open-within';
import type { Names } from '@/components/conversations/use-names';
import { VisitorAvatar } from '@/components/conversations/visitor-avatar';
import { WaitingTime } from '@/components/conversations/waiting-time';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { Conversation, Visitor } from '@/lib/conversations/schema';
import { cn } from '@/lib/platform/cn';

type ConversationRowProps = {
  conversation: Conversation;
  visitor: Visitor | undefined;
  names: Names;
  memberId: string;
  href: string;
  listTime: string;
  isShown: boolean;
  isTyping: boolean;
  /** Null for members who take no conversations. */
  onAccept: ((conversationId: string) => Promise<void>) | null;
  onOpen(conversationId: string): void;
  onLikely(conversationId: string): void;
};

export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { conversation, visitor, names, memberId, href, listTime, isShown, isTyping } = props;
  const { onAccept, onOpen, onLikely } = props;
  const t = useTranslations('conversations');
  const { id, status, is_test, agent_unread, assignee_id, waiting_since } = conversation;
  const name = names.visitor(conversation.visitor_id);
  const isUnread = agent_unread > 0 && status !== 'closed';
  const isAccepting = status === 'waiting' && onAccept !== null;

  const intent = useIntent(() => onLikely(id));
  const isMine = assignee_id === memberId;
  const text = conversation.last_message_preview;
  const preview =
    conversation.last_message_author !== 'agent'
      ? text
      : isMine
        ? t('lists.fromYou', { text })
        : t('lists.fromColleague', { name: names.member(assignee_id), text });

  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onOpen(id);
  };
  const isOffline = conversation.channel === 'nrt';
  const context = [names.department(conversation.department_id), names.site(conversation.site_id)];
  if (isOffline) context.unshift(visitor?.email ?? t('offline.noEmail'));
  if (status === 'open') context.push(isMine ? t('lists.you') : names.member(assignee_id));
  if (status === 'closed') context.push(t('status.closed'));

  return (
    <li
      className={cn(
        'relative border-border border-b transition-colors [contain-intrinsic-size:auto_4.75rem] [content-visibility:auto]',
        isShown ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      <a
        href={href}
        data-conversation={id}
        aria-current={isShown ? 'true' : undefined}
        className="flex gap-3 px-4 py-3 outline-none focus-visible:outline-2 focus-visible:-outline-offset-2"
        onClick={open}
        onPointerEnter={intent.begin}
        onPointerLeave={intent.end}
        // The click follows when the button is let go, a tenth of a second later with most people.
        onPointerDown={(event) => event.pointerType === 'mouse' && onLikely(id)}
        onFocus={() => onLikely(id)}
      >
        <VisitorAvatar visitorId={conversation.visitor_id} name={visitor?.name ?? null} />
        <span className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] gap-0.5">
          <span className="flex items-baseline justify-between gap-2">
            <span
              className={cn('truncate', isUnread || status === 'waiting' ? 'font-semibold' : 'font-medium')}
            >
              {name}
            </span>
            {isOffline ? (
              <span className="me-auto self-center text-muted-foreground" title={t('offline.mark')}>
                <Mail aria-hidden className="size-3.5" />
                <span className="sr-only">{t('offline.mark')}</span>
              </span>
            ) : null}
            {is_test ? <Badge className="me-auto self-center">{t('test')}</Badge> : null}
            {isMine && conversation.accept_by ? (
              <OpenWithin until={conversation.accept_by} />
            ) : status === 'waiting' && waiting_since ? (
              <WaitingTime since={waiting_since} />
            ) : (
              <time
                dateTime={conversation.last_message_at}
                className="shrink-0 text-muted-foreground text-xs tabular-nums"
              >
                {listTime}
              </time>
            )}
          </span>
          <span className={cn('flex items-center gap-2', isAccepting && 'pe-20')}>
            <span
              dir="auto"
              className={cn(
                'h-5 min-w-0 flex-1 truncate text-[13px] leading-5',
                isTyping ? 'text-accent' : isUnread ? 'text-foreground' : 'text-muted-foreground',
              )}
            >
              {isTyping ? t('lists.typing') : preview}
            </span>
            {isUnread && !isAccepting ? (
              <span className="grid h-5 min-w-5 shrink-0 place-items-center rounded-full bg-accent px-1.5 font-semibold text-[11px] text-accent-foreground tabular-nums">
                <span aria-hidden>{agent_unread > 99 ? '99+' : agent_unread}</span>
                <span className="sr-only">{t('lists.unread', { count: agent_unread })}</span>
              </span>
            ) : null}
          </span>
          <span className={cn('truncate text-muted-foreground text-xs', isAccepting && 'pe-20')}>
            {context.filter(Boolean).join(' · ')}
          </span>
        </span>
      </a>
      {isAccepting ? (
        <Button
          variant="secondary"
          size="sm"
          className="absolute end-4 bottom-3"
          aria-label={t('actions.acceptLong', { name })}
          onClick={() => void onAccept(id)}
        >
          {t('actions.accept')}
        </Button>
      ) : null}
    </li>
  );
});

/** A pointer that merely crosses the list asks for nothing. */
const intentMs = 60;

function useIntent(act: () => void): { begin: () => void; end: () => void } {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return {
    begin: () => {
      timer.current = setTimeout(act, intentMs);
    },
    end: () => clearTimeout(timer.current),
  };
}
