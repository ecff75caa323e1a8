'use client';

import { useTranslations } from 'next-intl';
import { useContext } from 'react';
import { InboxContext } from '@/components/conversations/inbox-context';
import { useAttention } from '@/components/conversations/use-attention';

const short = (count: number) => (count > 99 ? '99+' : String(count));

/** Beside the inbox in the navigation: unread conversations, and those waiting. */
export function InboxBadge() {
  return useContext(InboxContext) ? <Counts /> : null;
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
