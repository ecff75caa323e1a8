'use client';

import { useTranslations } from 'next-intl';
import { useContext, useMemo } from 'react';
import { InboxContext } from '@/components/conversations/inbox-context';
import { useAttention } from '@/components/conversations/use-attention';
import { useInboxState } from '@/components/conversations/use-inbox-state';
import { listCounts } from '@/lib/conversations/inbox-lists';

const short = (count: number) => (count > 99 ? '99+' : String(count));

/** Beside the inbox in the navigation: unread conversations, and those waiting. */
export function InboxBadge() {
  return useContext(InboxContext) ? <Counts /> : null;
}

/** Beside the offline messages: how many wait or are this member's. */
export function OfflineBadge() {
  return useContext(InboxContext) ? <OfflineCount /> : null;
}

function OfflineCount() {
  const t = useTranslations('conversations.lists');
  const conversations = useInboxState((value) => value.conversations);
  const me = useInboxState((value) => value.me);
  const count = useMemo(() => listCounts({ conversations, me }).offline, [conversations, me]);
  if (count === 0) return null;
  return (
    <span className="rounded-full bg-muted px-1.5 py-1 font-semibold text-[11px] text-muted-foreground tabular-nums leading-none">
      <span aria-hidden>{short(count)}</span>
      <span className="sr-only">{t('count', { count })}</span>
    </span>
  );
}

function Counts() {
  const t = useTranslations('conversations.badge');
  const { unread, waiting } = useAttention();
  return (
    <span className="flex items-center gap-1 font-semibold text-[11px] tabular-nums leading-none">
      {waiting > 0 ? (
        <span className="rounded-full bg-waiting-soft px-1.5 py-1 text-waiting">
          <span aria-hidden>{short(waiting)}</span>
          <span className="sr-only">{t('waiting', { count: waiting })}</span>
        </span>
      ) : null}
      {unread > 0 ? (
        <span className="rounded-full bg-accent px-1.5 py-1 text-accent-foreground">
          <span aria-hidden>{short(unread)}</span>
          <span className="sr-only">{t('unread', { count: unread })}</span>
        </span>
      ) : null}
    </span>
  );
}
