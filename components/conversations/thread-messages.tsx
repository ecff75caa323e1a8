'use client';

import { ArrowDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { EventLine } from '@/components/conversations/event-line';
import { useInbox } from '@/components/conversations/inbox-context';
import { LoadFailure } from '@/components/conversations/list-states';
import { MessageGroup } from '@/components/conversations/message-group';
import { TypingLine } from '@/components/conversations/typing-line';
import { useInboxState, useLoad } from '@/components/conversations/use-inbox-state';
import { useNames } from '@/components/conversations/use-names';
import { useNow } from '@/components/conversations/use-now';
import { useReading } from '@/components/conversations/use-reading';
import type { ThreadView } from '@/components/conversations/use-thread';
import { useThreadScroll } from '@/components/conversations/use-thread-scroll';
import { useTimeFormats } from '@/components/shell/use-time-formats';
import { Button } from '@/components/ui/button';
import type { ThreadItem } from '@/lib/conversations/group-messages';
import type { Conversation } from '@/lib/conversations/schema';

type ThreadMessagesProps = { conversation: Conversation; thread: ThreadView };

/** The messages, kept at the end while one is there; older ones come as one scrolls up. */
export function ThreadMessages({ conversation, thread }: ThreadMessagesProps) {
  const t = useTranslations('conversations.thread');
  const inbox = useInbox();
  const names = useNames();
  const { id } = conversation;
  const visitorName = names.visitor(conversation.visitor_id);
  const olderStatus = useLoad(`older:${id}`);
  const loadOlder = () => void inbox.threads.loadOlder(id);
  const scroll = useThreadScroll({
    firstKey: thread.items[0]?.key ?? '',
    lastSeq: thread.lastSeq,
    hasOlder: thread.hasOlder,
    asksForOlder: thread.hasOlder && olderStatus === undefined,
    loadOlder,
  });
  useReading(id, scroll.isAtEnd);

  return (
    <div className="relative min-h-0 flex-1">
      <div ref={scroll.scrollRef} className="h-full overflow-auto overscroll-contain [overflow-anchor:none]">
        <div
          ref={scroll.contentRef}
          className="flex min-h-full flex-col justify-end gap-3 px-4 pt-4 pb-1 sm:px-6"
        >
          {olderStatus === 'failed' ? <LoadFailure text={t('olderFailed')} onRetry={loadOlder} /> : null}
          <div
            role="log"
            aria-live="polite"
            aria-busy={olderStatus === 'loading'}
            aria-label={t('label', { name: visitorName })}
            className="flex flex-col gap-3"
          >
            <Items items={thread.items} conversation={conversation} />
          </div>
          <TypingLine conversationId={id} visitorName={visitorName} />
        </div>
      </div>
      {olderStatus === 'loading' ? (
        <p className="-translate-x-1/2 absolute top-2 left-1/2 rounded-full bg-surface-raised px-3 py-1 text-muted-foreground text-xs shadow-float">
          {t('older')}
        </p>
      ) : null}
      {scroll.isAtEnd ? null : (
        <Button
          variant="secondary"
          size="sm"
          className="-translate-x-1/2 absolute bottom-3 left-1/2 rounded-full shadow-float"
          onClick={scroll.toEnd}
        >
          <ArrowDown aria-hidden />
          {scroll.newCount > 0 ? (
            t('newMessages', { count: scroll.newCount })
          ) : (
            <span className="sr-only">{t('toEnd')}</span>
          )}
        </Button>
      )}
    </div>
  );
}

function Items({ items, conversation }: { items: readonly ThreadItem[]; conversation: Conversation }) {
  const t = useTranslations('conversations.thread');
  const { sender } = useInbox();
  const memberId = useInboxState((value) => value.me.member_id);
  const names = useNames();
  const formats = useTimeFormats();
  const today = useNow(60 * 60_000);
  const visitorName = names.visitor(conversation.visitor_id);
  const { visitor_delivered_seq, visitor_read_seq } = conversation;

  return useMemo(
    () =>
      items.map((item) => {
        if (item.type === 'day') {
          return (
            <p key={item.key} className="self-center pt-2 font-medium text-muted-foreground text-xs">
              {formats.day(item.at, today)}
            </p>
          );
        }
        if (item.type === 'new') {
          return (
            <p key={item.key} className="flex items-center gap-3 font-medium text-accent text-xs">
              <span aria-hidden className="h-px flex-1 bg-accent/30" />
              {t('new')}
              <span aria-hidden className="h-px flex-1 bg-accent/30" />
            </p>
          );
        }
        if (item.type === 'event') {
          const { message } = item;
          return (
            <EventLine
              key={item.key}
              message={message}
              memberName={names.member(message.author_member_id)}
              visitorName={visitorName}
              isMe={message.author_member_id === memberId}
              time={formats.time(message.created_at)}
              dateTime={formats.dateTime(message.created_at)}
            />
          );
        }
        const [first] = item.messages;
        const last = item.messages.at(-1) ?? first;
        const isMe = first.author_member_id === memberId;
        const memberName = isMe ? t('you') : names.member(first.author_member_id);
        const name = first.author === 'visitor' ? visitorName : memberName;
        return (
          <MessageGroup
            key={item.key}
            messages={item.messages}
            authorName={first.author === 'system' ? t('automatic', { name }) : name}
            time={formats.time(last.created_at)}
            dateTime={formats.dateTime(last.created_at)}
            deliveredSeq={visitor_delivered_seq}
            readSeq={visitor_read_seq}
            onRetry={sender.retry}
            onDiscard={sender.discard}
          />
        );
      }),
    [items, formats, today, names, visitorName, memberId, visitor_delivered_seq, visitor_read_seq, sender, t],
  );
}
