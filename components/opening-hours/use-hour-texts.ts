'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useMember } from '@/components/shell/member-provider';
import { isPastMidnight } from '@/lib/opening-hours/days';
import type { DayException, OpeningSlot } from '@/lib/opening-hours/schema';
import { timeFormats } from '@/lib/people/time-formats';
import { capitalized, dateTimeFormat } from '@/lib/platform/format';

/** A Monday. */
const FIRST_DAY = '2024-01-01';

/** Times of the wall clock and days of the calendar as the member reads them; they have no zone. */
export function useHourTexts() {
  const t = useTranslations('hours');
  const { locale, dateFormat, timeFormat } = useMember();
  return useMemo(() => {
    const formats = timeFormats({ locale, timeZone: 'UTC', dateFormat, timeFormat });
    const time = (of: string): string => formats.time(`${FIRST_DAY}T${of}Z`);
    const date = (day: string): string => formats.date(`${day}T00:00Z`);
    const inWords = (day: string, options: Intl.DateTimeFormatOptions): string =>
      dateTimeFormat(locale, 'UTC', options).format(new Date(day));
    return {
      time,
      date,
      weekday: (weekday: number): string =>
        capitalized(inWords(`2024-01-0${weekday}`, { weekday: 'long' }), locale),
      shortWeekday: (weekday: number): string => inWords(`2024-01-0${weekday}`, { weekday: 'short' }),
      dayInWords: (day: string): string =>
        capitalized(inWords(day, { weekday: 'long', day: 'numeric', month: 'long' }), locale),
      dayAndMonth: (day: string): string => inWords(day, { day: 'numeric', month: 'short' }),
      slot({ starts, ends }: Pick<OpeningSlot, 'starts' | 'ends'>): string {
        if (starts === ends)
          return starts === '00:00' ? t('allDay') : t('allDayFrom', { time: time(starts) });
        const times = `${time(starts)} – ${time(ends)}`;
        return isPastMidnight({ starts, ends }) ? t('untilNextDay', { times }) : times;
      },
      days({ first_day, last_day }: Pick<DayException, 'first_day' | 'last_day'>): string {
        return first_day === last_day ? date(first_day) : `${date(first_day)} – ${date(last_day)}`;
      },
    };
  }, [t, locale, dateFormat, timeFormat]);
}

export type HourTexts = ReturnType<typeof useHourTexts>;
