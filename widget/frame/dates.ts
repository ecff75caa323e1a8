const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

export const timeOfDay = (date: Date, locale: string): string =>
  format(locale, { hour: 'numeric', minute: '2-digit' }).format(date);

/** 0 for today, 1 for yesterday, by the visitor's own calendar. */
export function daysAgo(date: Date, now: Date): number {
  const midnight = (day: Date) => Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
  return Math.round((midnight(now) - midnight(date)) / 86_400_000);
}

export function dayLabel(
  date: Date,
  now: Date,
  locale: string,
  texts: { today: string; yesterday: string },
): string {
  const days = daysAgo(date, now);
  if (days === 0) return texts.today;
  if (days === 1) return texts.yesterday;
  const sameYear = date.getFullYear() === now.getFullYear();
  return format(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(date);
}

/** As short as a list can take: the time today, the day before that. */
export function shortDate(date: Date, now: Date, locale: string): string {
  if (daysAgo(date, now) === 0) return timeOfDay(date, locale);
  const sameYear = date.getFullYear() === now.getFullYear();
  return format(locale, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: '2-digit' }) }).format(
    date,
  );
}
