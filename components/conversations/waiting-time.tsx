'use client';

import { Clock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useNow } from '@/components/conversations/use-now';
import { elapsed } from '@/lib/conversations/elapsed';
import { cn } from '@/lib/platform/cn';

/** Counts up while somebody waits. Draws itself alone, so that a second costs a few characters. */
export function WaitingTime({ since, className }: { since: string; className?: string }) {
  const t = useTranslations('conversations.lists');
  const now = useNow(1000);
  return (
    <span
      role="timer"
      aria-live="off"
      className={cn(
        'inline-flex items-center gap-1 font-medium text-waiting text-xs tabular-nums',
        className,
      )}
    >
      <Clock aria-hidden className="size-3" />
      <span className="sr-only">{t('waiting')}</span>
      {elapsed(since, now)}
    </span>
  );
}
