import { Temporal } from 'temporal-polyfill';

export type Slot = {
  id: string;
  weekday: number | null;
  day_type_id: string | null;
  starts: string;
  ends: string;
  label: string;
};
export type DayException = {
  id: string;
  day_type_id: string;
  name: string;
  first_day: string;
  last_day: string;
  repeats_yearly: boolean;
};
export type Hours = {
  time_zone: string;
  is_always_open: boolean;
  slots: Slot[];
  day_types: { id: string; name: string }[];
  exceptions: DayException[];
};
/** Half-open, in milliseconds. */
export type Span = { from: number; to: number };

const { PlainDate, PlainTime } = Temporal;
type PlainDate = Temporal.PlainDate;

/** What opening hours mean, written a second time from their definition and without the database. */
export class HoursOracle {
  /** In order, none touching another. */
  readonly spans: Span[];

  constructor(
    private readonly hours: Hours,
    first: string,
    last: string,
  ) {
    const days = daysBetween(PlainDate.from(first), PlainDate.from(last));
    const typed = this.typesOfDays(days);
    this.spans = union(days.flatMap((day) => this.spansOf(day, typed.get(day.toString()) ?? null)));
  }

  /** The span the instant is in, or the next one after it. */
  nextSpan(at: number): Span | undefined {
    let [low, high] = [0, this.spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.spans[middle]?.to ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    return this.spans[low];
  }

  isOpen(at: number): boolean {
    const span = this.nextSpan(at);
    return span !== undefined && span.from <= at;
  }

  private spansOf(day: PlainDate, type: string | null): Span[] {
    const { slots, is_always_open: isAlwaysOpen } = this.hours;
    if (type === null && isAlwaysOpen) return [this.span(day, '00:00', '00:00')];
    return slots
      .filter((slot) => (type === null ? slot.weekday === day.dayOfWeek : slot.day_type_id === type))
      .map((slot) => this.span(day, slot.starts, slot.ends))
      .filter(({ from, to }) => from < to);
  }

  private span(day: PlainDate, starts: string, ends: string): Span {
    const isOnTheNextDay = PlainTime.compare(ends, starts) <= 0;
    return {
      from: this.instant(day, starts),
      to: this.instant(isOnTheNextDay ? day.add({ days: 1 }) : day, ends),
    };
  }

  private instant(day: PlainDate, time: string): number {
    return day
      .toPlainDateTime(PlainTime.from(time))
      .toZonedDateTime(this.hours.time_zone, { disambiguation: 'later' }).epochMilliseconds;
  }

  /** Every exception writes its type on its days; the ones that count come last. */
  private typesOfDays(days: readonly PlainDate[]): Map<string, string> {
    const weakestFirst = [...this.hours.exceptions].sort(
      (a, b) =>
        Number(b.repeats_yearly) - Number(a.repeats_yearly) ||
        length(b) - length(a) ||
        PlainDate.compare(a.first_day, b.first_day) ||
        (a.id < b.id ? 1 : -1),
    );
    const years = new Set(days.map((day) => day.year));
    const types = new Map<string, string>();
    for (const exception of weakestFirst) {
      for (const { first, last } of occurrences(exception, years)) {
        for (const day of daysBetween(first, last)) {
          const isYet = PlainDate.compare(day, exception.first_day) >= 0;
          if (isYet) types.set(day.toString(), exception.day_type_id);
        }
      }
    }
    return types;
  }
}

const length = ({ first_day, last_day }: DayException): number =>
  PlainDate.from(first_day).until(last_day, { largestUnit: 'days' }).days;

function occurrences(exception: DayException, years: Set<number>): { first: PlainDate; last: PlainDate }[] {
  const [first, last] = [PlainDate.from(exception.first_day), PlainDate.from(exception.last_day)];
  if (!exception.repeats_yearly) return [{ first, last }];
  const candidates = [...years].flatMap((year) => [year - 1, year]);
  const isOverNewYear = last.year > first.year;
  return [...new Set(candidates)]
    .map((year) => ({
      first: inYear(first, year, 'after'),
      last: inYear(last, isOverNewYear ? year + 1 : year, 'before'),
    }))
    .filter((range) => PlainDate.compare(range.first, range.last) <= 0);
}

/** A day that a year does not have is the one after it or before it. */
function inYear({ month, day }: PlainDate, year: number, otherwise: 'after' | 'before'): PlainDate {
  if (month !== 2 || day !== 29 || new PlainDate(year, 1, 1).inLeapYear)
    return new PlainDate(year, month, day);
  return otherwise === 'after' ? new PlainDate(year, 3, 1) : new PlainDate(year, 2, 28);
}

function daysBetween(first: PlainDate, last: PlainDate): PlainDate[] {
  const count = first.until(last, { largestUnit: 'days' }).days + 1;
  return Array.from({ length: Math.max(0, count) }, (_, n) => first.add({ days: n }));
}

function union(spans: Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from || a.to - b.to)) {
    const before = joined.at(-1);
    if (before && span.from <= before.to) before.to = Math.max(before.to, span.to);
    else joined.push({ ...span });
  }
  return joined;
}
