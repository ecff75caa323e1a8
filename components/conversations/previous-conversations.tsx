'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import { useInbox } from '@/components/conversations/inbox-context';
import { LoadFailure } from '@/components/conversations/list-states';
import { useInboxState, useLoad } from '@/components/conversations/use-inbox-state';
import { useNames } from '@/components/conversations/use-names';
import { useTimeFormats } from '@/components/shell/use-time-formats';
import { Skeleton } from '@/components/ui/skeleton';
import type { Conversation } from '@/lib/conversations/schema';

type PreviousConversationsProps = { conversation: Conversation; onOpen(conversationId: string): void };

/** What this visitor said before, as far as the caller may see it. */
export function PreviousConversations({ conversation, onOpen }: PreviousConversationsProps) {
  const t = useTranslations('conversations.details');
  const inbox = useInbox();
  const { id, visitor_id } = conversation;
  const conversations = useInboxState((value) => value.conversations);
  const status = useLoad(`history:${visitor_id}`);
  useEffect(() => void inbox.threads.loadVisitorHistory(visitor_id), [inbox, visitor_id]);

  const others = useMemo(
    () =>
      [...conversations.values()]
        .filter((each) => each.visitor_id === visitor_id && each.id !== id)
        .sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at)),
    [conversations, visitor_id, id],
  );

  return (
    <section className="grid gap-2 border-border border-t px-4 py-4">
      <h3 className="font-medium text-[13px] text-muted-foreground">{t('previous')}</h3>
      {status === 'failed' ? (
        <LoadFailure
          text={t('previousFailed')}
          onRetry={() => void inbox.threads.loadVisitorHistory(visitor_id)}
        />
      ) : null}
      {status === 'loading' && others.length === 0 ? <Skeleton className="h-12" /> : null}
      {status === undefined && others.length === 0 ? <p className="text-[13px]">{t('noPrevious')}</p> : null}
      <ul className="-mx-2 grid">
        {others.map((other) => (
          <li key={other.id}>
            <PreviousRow conversation={other} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function PreviousRow({ conversation, onOpen }: PreviousConversationsProps) {
  const t = useTranslations('conversations');
  const { threads } = useInbox();
  const names = useNames();
  const formats = useTimeFormats();
  const { id, status, assignee_id, created_at, last_message_preview } = conversation;
  return (
    <button
      type="button"
      className="grid w-full gap-0.5 rounded-md px-2 py-2 text-start hover:bg-hover"
      onPointerEnter={() => threads.prefetch(id)}
      onFocus={() => threads.prefetch(id)}
      onClick={() => onOpen(id)}
    >
      <span className="flex items-baseline justify-between gap-2 text-xs">
        <time dateTime={created_at} className="text-muted-foreground">
          {formats.dateTime(created_at)}
        </time>
        <span className="truncate text-muted-foreground">
          {status === 'closed' && assignee_id ? names.member(assignee_id) : t(`status.${status}`)}
        </span>
      </span>
      <span dir="auto" className="truncate text-[13px]">
        {last_message_preview || t('details.noPreview')}
      </span>
    </button>
  );
}
