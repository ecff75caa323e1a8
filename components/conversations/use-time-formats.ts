'use client';

import { useLocale, useTimeZone } from 'next-intl';
import { useMemo } from 'react';
import { type TimeFormats, timeFormats } from '@/lib/conversations/time-formats';

export function useTimeFormats(): TimeFormats {
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  return useMemo(() => timeFormats(locale, timeZone), [locale, timeZone]);
}
