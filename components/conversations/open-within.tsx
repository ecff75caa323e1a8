'use client';

import { Timer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useNow } from '@/components/conversations/use-now';

/** Counts down while a chat that was just given must still be opened. Draws itself alone, as the waiting time does. */
export function OpenWithin({ until }: { until: string }) {
  const t = useTranslations('conversations.lists');
  const now = useNow(1000);
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now) / 1000));
  return (
    <span
      role="timer"
      aria-live="off"
      className="inline-flex shrink-0 items-center gap-1 font-medium text-waiting text-xs tabular-nums"
    >
      <Timer aria-hidden className="size-3" />
      {t('openWithin', { seconds })}
    </span>
  );
}
