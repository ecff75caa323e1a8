'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent } from 'react';
import { useOpeningMoment } from '@/components/opening-hours/use-opening-moment';
import { useMember } from '@/components/shell/member-provider';
import type { HoursCard } from '@/lib/opening-hours/schema';
import { cn } from '@/lib/platform/cn';
import { capitalized } from '@/lib/platform/format';

/** Timers take no more. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;
/** So that the server's clock is past the moment too. */
const GRACE_MS = 500;

/** Open or closed at this moment, and until when, by the clock of the hours. Asks again when that has passed. */
export function HoursState({ card, onOver }: { card: HoursCard; onOver: () => void }) {
  const t = useTranslations('hours.state');
  const { locale } = useMember();
  const when = useOpeningMoment();
  const next = card.is_open ? card.closes_at : card.opens_at;
  const over = useEffectEvent(onOver);

  useEffect(() => {
    if (next === null) return undefined;
    const waitMs = Math.max(0, Date.parse(next) - Date.now()) + GRACE_MS;
    if (waitMs > LONGEST_WAIT_MS) return undefined;
    const timer = setTimeout(over, waitMs);
    return () => clearTimeout(timer);
  }, [next]);

  const until = next === null ? null : when(next, card.time_zone);
  return (
    <p role="status" className="flex flex-wrap items-center gap-x-2 gap-y-1" suppressHydrationWarning>
      <span aria-hidden className={cn('size-2.5 rounded-full', card.is_open ? 'bg-online' : 'bg-away')} />
      <span className="font-medium">{t(card.is_open ? 'open' : 'closed')}</span>
      <span className="text-muted-foreground" suppressHydrationWarning>
        {until === null
          ? t(card.is_open ? 'alwaysOpen' : 'neverOpen')
          : capitalized(t(card.is_open ? 'closes' : 'opens', { when: until }), locale)}
      </span>
      <span className="text-muted-foreground text-xs">{card.time_zone.replaceAll('_', ' ')}</span>
    </p>
  );
}
