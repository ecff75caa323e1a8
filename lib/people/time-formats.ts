import type { DateFormat, TimeFormat } from '@/lib/i18n/time-preferences';
import { capitalized, dateTimeFormat } from '@/lib/platform/format';

export type TimePreferences = {
  locale: string;
  timeZone: string;
  dateFormat: DateFormat;
  timeFormat: TimeFormat;
};

export interface TimeFormats {
  /** 14:05 */
  time(at: string): string;
  /** 15 Jan 2030, or as the member has chosen. */
  date(at: string): string;
  dateTime(at: string): string;
  /** As short as a list allows: a time today, a weekday this week, a date before that. */
  listTime(at: string, nowMs: number): string;
  /** Today, yesterday, or the date in words. */
  day(at: string, nowMs: number): string;
  /** The calendar day as a key that can be compared. */
  dayOf(at: string): string;
}

const dayMs = 24 * 60 * 60_000;

/** The language's own clock where none is chosen; the hour of 24 has two digits, so that times stand in columns. */
function clockOf(timeFormat: TimeFormat, locale: string): 'h12' | 'h23' {
  if (timeFormat !== 'auto') return timeFormat === '12' ? 'h12' : 'h23';
  const own = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hourCycle;
  return own === 'h11' || own === 'h12' ? 'h12' : 'h23';
}

/** Every time and date of the console, in the member's language, time zone and formats. */
export function timeFormats({ locale, timeZone, dateFormat, timeFormat }: TimePreferences): TimeFormats {
  const hourCycle = clockOf(timeFormat, locale);
  const format = (options: Intl.DateTimeFormatOptions, at: string | number) =>
    dateTimeFormat(locale, timeZone, options).format(new Date(at));
  const dayOf = (at: string | number) =>
    dateTimeFormat('en-CA', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(
      new Date(at),
    );
  const chosenDate = (at: string): string => {
    const [year = '', month = '', day = ''] = dayOf(at).split('-');
    return dateFormat.replace('yyyy', year).replace('mm', month).replace('dd', day);
  };
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

  const daysAgo = (at: string, nowMs: number): number =>
    Math.round((Date.parse(dayOf(nowMs)) - Date.parse(dayOf(at))) / dayMs);
  const withYear = (at: string, nowMs: number): Intl.DateTimeFormatOptions =>
    dayOf(at).slice(0, 4) === dayOf(nowMs).slice(0, 4) ? {} : { year: 'numeric' };

  const hour = hourCycle === 'h23' ? '2-digit' : 'numeric';
  const time = (at: string): string => format({ hour, minute: '2-digit', hourCycle }, at);
  const date = (at: string): string =>
    dateFormat === 'auto' ? format({ dateStyle: 'medium' }, at) : chosenDate(at);

  return {
    dayOf,
    time,
    date,
    dateTime: (at) =>
      dateFormat === 'auto'
        ? format({ dateStyle: 'medium', timeStyle: 'short', hourCycle }, at)
        : `${chosenDate(at)} ${time(at)}`,
    listTime(at, nowMs) {
      const days = daysAgo(at, nowMs);
      if (days <= 0) return time(at);
      if (days < 7) return format({ weekday: 'short' }, at);
      if (dateFormat !== 'auto') return chosenDate(at);
      return format({ day: 'numeric', month: 'short', ...withYear(at, nowMs) }, at);
    },
    day(at, nowMs) {
      const days = daysAgo(at, nowMs);
      if (days === 0 || days === 1) return capitalized(relative.format(-days, 'day'), locale);
      const inWords =
        dateFormat === 'auto'
          ? format({ weekday: 'long', day: 'numeric', month: 'long', ...withYear(at, nowMs) }, at)
          : `${format({ weekday: 'long' }, at)} ${chosenDate(at)}`;
      return capitalized(inWords, locale);
    },
  };
}

type Reader = Pick<TimePreferences, 'locale'> & {
  time_zone: string;
  date_format: DateFormat;
  time_format: TimeFormat;
};

/** For server components: the same formats, from the member's row. Client components call useTimeFormats. */
export const memberTimeFormats = (member: Reader): TimeFormats =>
  timeFormats({
    locale: member.locale,
    timeZone: member.time_zone,
    dateFormat: member.date_format,
    timeFormat: member.time_format,
  });
