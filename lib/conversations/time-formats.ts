import { dateTimeFormat } from '@/lib/platform/format';

export interface TimeFormats {
  /** 14:05 */
  time(at: string): string;
  /** As short as a list allows: a time today, a weekday this week, a date before that. */
  listTime(at: string, nowMs: number): string;
  /** Today, yesterday, or the date in words. */
  day(at: string, nowMs: number): string;
  dateTime(at: string): string;
  /** The calendar day as a key that can be compared. */
  dayOf(at: string): string;
  language(code: string): string;
}

const dayMs = 24 * 60 * 60_000;

const capitalized = (text: string, locale: string): string =>
  text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);

/** Every time and date of the inbox, in the member's language and time zone. */
export function timeFormats(locale: string, timeZone: string): TimeFormats {
  const format = (options: Intl.DateTimeFormatOptions, at: string | number) =>
    dateTimeFormat(locale, timeZone, options).format(new Date(at));
  const dayOf = (at: string | number) =>
    dateTimeFormat('en-CA', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(
      new Date(at),
    );
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const languages = new Intl.DisplayNames(locale, { type: 'language' });

  const daysAgo = (at: string, nowMs: number): number =>
    Math.round((Date.parse(dayOf(nowMs)) - Date.parse(dayOf(at))) / dayMs);
  const withYear = (at: string, nowMs: number): Intl.DateTimeFormatOptions =>
    dayOf(at).slice(0, 4) === dayOf(nowMs).slice(0, 4) ? {} : { year: 'numeric' };

  return {
    dayOf,
    time: (at) => format({ hour: 'numeric', minute: '2-digit' }, at),
    dateTime: (at) => format({ dateStyle: 'medium', timeStyle: 'short' }, at),
    listTime(at, nowMs) {
      const days = daysAgo(at, nowMs);
      if (days <= 0) return format({ hour: 'numeric', minute: '2-digit' }, at);
      if (days < 7) return format({ weekday: 'short' }, at);
      return format({ day: 'numeric', month: 'short', ...withYear(at, nowMs) }, at);
    },
    day(at, nowMs) {
      const days = daysAgo(at, nowMs);
      if (days === 0 || days === 1) return capitalized(relative.format(-days, 'day'), locale);
      return capitalized(
        format({ weekday: 'long', day: 'numeric', month: 'long', ...withYear(at, nowMs) }, at),
        locale,
      );
    },
    language: (code) => capitalized(languages.of(code) ?? code, locale),
  };
}

/** How long somebody has waited: 0:45, 12:03, 1:02:33. */
export function elapsed(sinceIso: string, nowMs: number): string {
  const seconds = Math.max(0, Math.floor((nowMs - Date.parse(sinceIso)) / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
