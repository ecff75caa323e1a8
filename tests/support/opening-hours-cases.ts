import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { DayException, Hours, HoursOracle, Slot } from '@/tests/support/opening-hours-oracle';

/** Zones with what is hard about them, and the years in which it happens. */
export const ZONES = [
  { zone: 'Europe/Paris', from: 2023, why: 'the ordinary one' },
  { zone: 'America/New_York', from: 2026, why: 'another day of change' },
  { zone: 'Australia/Lord_Howe', from: 2023, why: 'a change of half an hour' },
  { zone: 'America/St_Johns', from: 2008, why: 'half an hour beside the hour, and changes at 00:01' },
  { zone: 'Asia/Kathmandu', from: 2024, why: 'a quarter of an hour, and no change' },
  { zone: 'America/Sao_Paulo', from: 2014, why: 'a midnight that does not exist' },
  { zone: 'Pacific/Apia', from: 2010, why: 'a whole day that does not exist' },
  { zone: 'America/Havana', from: 2024, why: 'a midnight that comes twice' },
  { zone: 'Pacific/Chatham', from: 2031, why: 'far ahead, and years to come' },
  { zone: 'UTC', from: 2098, why: 'a year divisible by four that is no leap year' },
] as const;
export type ZoneCase = { zone: string; from: number };
export const YEARS = 4;

/** From 0 to before the limit. */
export type Choose = (limit: number) => number;

export function choices(from: number): Choose {
  let state = from >>> 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

const two = (value: number): string => String(value).padStart(2, '0');
/** Often at night, where clocks are turned. */
const randomTime = (choose: Choose): string =>
  `${two(choose(choose(2) ? 24 : 4))}:${two(choose(2) ? choose(4) * 15 : choose(60))}`;

function randomSlot(choose: Choose, day: Pick<Slot, 'weekday' | 'day_type_id'>): Slot {
  const starts = randomTime(choose);
  const ends = choose(8) === 0 ? starts : randomTime(choose);
  return { id: randomUUID(), ...day, starts, ends, label: '' };
}

/** One that ends and one that begins near the middle of what the clock skips or shows twice. */
function slotsAtTheTurn(change: number, zone: string): Slot[] {
  const before = Temporal.Instant.fromEpochMilliseconds(change - 1).toZonedDateTimeISO(zone);
  const after = Temporal.Instant.fromEpochMilliseconds(change).toZonedDateTimeISO(zone);
  const isSkipping = after.offsetNanoseconds > before.offsetNanoseconds;
  const size = Math.abs(after.offsetNanoseconds - before.offsetNanoseconds) / 1e6;
  const middle = (isSkipping ? before : after).toPlainDateTime().add({ milliseconds: Math.floor(size / 2) });
  const slot = (fromMinutes: number, toMinutes: number): Slot => {
    const [starts, ends] = [middle.add({ minutes: fromMinutes }), middle.add({ minutes: toMinutes })];
    const time = (at: Temporal.PlainDateTime) => at.toPlainTime().toString({ smallestUnit: 'minute' });
    const [weekday, label] = [starts.dayOfWeek, ''];
    return { id: randomUUID(), weekday, day_type_id: null, starts: time(starts), ends: time(ends), label };
  };
  return [slot(-90, -10), slot(10, 90)];
}

/** Any hours at all: several a day, past midnight, 24 hours, overlapping, on days of any kind. */
export function randomHours(choose: Choose, { zone, from }: ZoneCase, isAlwaysOpen: boolean): Hours {
  const day_types = ['Closed', 'Short', 'Late'].map((name) => ({ id: randomUUID(), name }));
  const atTheTurn = changesOf({ zone, from }).flatMap((change) => slotsAtTheTurn(change, zone));
  const turned = new Set(atTheTurn.flatMap(({ weekday }) => [weekday, (((weekday ?? 0) + 5) % 7) + 1]));
  const slots = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    // Others would hide those.
    Array.from({ length: turned.has(weekday) ? 0 : choose(4) }, () =>
      randomSlot(choose, { weekday, day_type_id: null }),
    ),
  );
  slots.push(...atTheTurn);
  for (const { id } of day_types.slice(1)) {
    for (let n = 0; n <= choose(2); n += 1)
      slots.push(randomSlot(choose, { weekday: null, day_type_id: id }));
  }
  const exception = (first: string, days: number, repeats_yearly: boolean): DayException => ({
    id: randomUUID(),
    day_type_id: day_types[choose(3)]?.id ?? '',
    name: 'Exception',
    first_day: first,
    last_day: Temporal.PlainDate.from(first).add({ days }).toString(),
    repeats_yearly,
  });
  const leap = [from, from + 1, from + 2, from + 3].find((year) => new Date(year, 1, 29).getDate() === 29);
  const anyDay = (): string => `${from + choose(YEARS)}-${two(1 + choose(12))}-${two(1 + choose(28))}`;
  return {
    time_zone: zone,
    is_always_open: isAlwaysOpen,
    slots,
    day_types,
    exceptions: [
      ...Array.from({ length: 20 }, () => exception(anyDay(), choose(3) ? 0 : choose(20), choose(2) === 0)),
      exception(`${from}-12-24`, 9, true),
      exception(`${from}-02-20`, 15, true),
      exception(`${from + 1}-05-01`, 0, true),
      ...(leap === undefined
        ? []
        : [exception(`${leap}-02-29`, 0, true), exception(`${leap}-02-29`, 4, true)]),
    ],
  };
}

/** Clock changes within the years, as instants. */
function changesOf({ zone, from }: ZoneCase): number[] {
  const end = Temporal.ZonedDateTime.from(`${from + YEARS}-01-01T00:00[${zone}]`).epochMilliseconds;
  const found: number[] = [];
  let at: Temporal.ZonedDateTime | null = Temporal.ZonedDateTime.from(`${from}-01-01T00:00[${zone}]`);
  for (;;) {
    at = at.getTimeZoneTransition('next');
    if (at === null || at.epochMilliseconds >= end) return found;
    found.push(at.epochMilliseconds);
  }
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A third anywhere, a third at the turn of a clock, a third within a millisecond of an opening or closing. */
export function randomInstants(choose: Choose, zone: ZoneCase, oracle: HoursOracle, count: number): number[] {
  const begin = Date.UTC(zone.from, 0, 1);
  const anywhere = (): number =>
    begin + choose(YEARS * 365) * DAY_MS + choose(24) * HOUR_MS + choose(HOUR_MS);
  const changes = changesOf(zone);
  const inYears = oracle.spans.filter(({ from, to }) => from > begin && to < begin + YEARS * 365 * DAY_MS);
  return Array.from({ length: count }, (_, n) => {
    const change = changes[choose(Math.max(1, changes.length))];
    if (n % 3 === 1 && change !== undefined) return change + (choose(8) - 4) * HOUR_MS + choose(HOUR_MS);
    const span = inYears[choose(Math.max(1, inYears.length))];
    if (n % 3 === 2 && span) return (choose(2) ? span.from : span.to) + choose(3) - 1;
    return anywhere();
  });
}
