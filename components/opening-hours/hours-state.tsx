'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent } from 'react';
import { useMember } from '@/components/shell/member-provider';
import type { HoursCard } from '@/lib/opening-hours/schema';
import { timeFormats } from '@/lib/people/time-formats';
import { cn } from '@/lib/platform/cn';
import { capitalized, dateTimeFormat } from '@/lib/platform/format';

const weekMs = 7 * 86_400_000;
/** Timers take no more. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;
/** So that the server's clock is past the moment too. */
const GRACE_MS = 500;

/** Open or closed at this moment, and until when, by the clock of the hours. Asks again when that has passed. */
export function HoursState({ card, onOver }: { card: HoursCard; onOver: () => void }) {
  const t = useTranslations('hours.state');
  const { locale, dateFormat, timeFormat } = useMember();
  const next = card.is_open ? card.closes_at : card.opens_at;
  const over = useEffectEvent(onOver);

  useEffect(() => {
    if (next === null) return undefined;
    const waitMs = Math.max(0, Date.parse(next) - Date.now()) + GRACE_MS;
    if (waitMs > LONGEST_WAIT_MS) return undefined;
    const timer = setTimeout(over, waitMs);
    return () => clearTimeout(timer);
  }, [next]);

  const formats = timeFormats({ locale, timeZone: card.time_zone, dateFormat, timeFormat });
  const when = (at: string): string => {
    const weekday = dateTimeFormat(locale, card.time_zone, { weekday: 'long' }).format(new Date(at));
    const isNear = Date.parse(at) - Date.now() < weekMs;
    return t('when', { day: isNear ? weekday : formats.date(at), time: formats.time(at) });
  };
  const until = next === null ? null : when(next);
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
