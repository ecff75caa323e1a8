'use client';

import { useMember } from '@/components/shell/member-provider';
import { timeFormats } from '@/lib/people/time-formats';
import { dateTimeFormat } from '@/lib/platform/format';

const weekMs = 7 * 86_400_000;

/** When it opens or closes, by the clock of the hours: a weekday this week, a date after it. */
export function useOpeningMoment(): (at: string, timeZone: string) => string {
  const { locale, dateFormat, timeFormat } = useMember();
  return (at, timeZone) => {
    const formats = timeFormats({ locale, timeZone, dateFormat, timeFormat });
    const isNear = Date.parse(at) - Date.now() < weekMs;
    const day = isNear
      ? dateTimeFormat(locale, timeZone, { weekday: 'long' }).format(new Date(at))
      : formats.date(at);
    return `${day} ${formats.time(at)}`;
  };
}
