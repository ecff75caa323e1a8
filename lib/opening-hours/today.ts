import { dateTimeFormat } from '@/lib/platform/format';

/** The day it is in the zone, as yyyy-mm-dd. */
export const todayIn = (timeZone: string, now: Date): string =>
  dateTimeFormat('en-CA', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
