'use client';

import { useMemo } from 'react';
import { useMember } from '@/components/shell/member-provider';
import { type TimeFormats, timeFormats } from '@/lib/people/time-formats';

/** How the signed-in member reads dates and times. A change of theirs reaches every open screen with the next refresh. */
export function useTimeFormats(): TimeFormats {
  const { locale, timeZone, dateFormat, timeFormat } = useMember();
  return useMemo(
    () => timeFormats({ locale, timeZone, dateFormat, timeFormat }),
    [locale, timeZone, dateFormat, timeFormat],
  );
}
