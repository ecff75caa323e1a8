import type { DayException, DayType, OpeningHours, OpeningSlot, Weekday } from '@/lib/opening-hours/schema';

/** Days of a calendar as yyyy-mm-dd, and what the hours say of each. The database decides; this draws. */
const dayMs = 86_400_000;
const DAY_MINUTES = 1440;

export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10);

export const weekdayOf = (day: string): Weekday => (new Date(day).getUTCDay() || 7) as Weekday;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** How long a slot lasts by the clock. */
export function durationMinutes({ starts, ends }: Pick<OpeningSlot, 'starts' | 'ends'>): number {
  const minutes = minutesOf(ends) - minutesOf(starts);
  return minutes > 0 ? minutes : minutes + DAY_MINUTES;
}

export const isPastMidnight = ({ starts, ends }: Pick<OpeningSlot, 'starts' | 'ends'>): boolean =>
  ends <= starts && ends !== '00:00';

const lengthOf = ({ first_day, last_day }: DayException): number =>
  Date.parse(last_day) - Date.parse(first_day);

function concerns({ first_day, last_day, repeats_yearly }: DayException, day: string): boolean {
  if (day < first_day) return false;
  if (!repeats_yearly) return day <= last_day;
  const [at, first, last] = [day.slice(5), first_day.slice(5), last_day.slice(5)];
  return first <= last ? at >= first && at <= last : at >= first || at <= last;
}

/** Where several meet, one that does not repeat counts, then the shorter, then the later. */
export function exceptionOn({ exceptions }: OpeningHours, day: string): DayException | null {
  const found = exceptions.filter((exception) => concerns(exception, day));
  const [first] = found.sort(
    (a, b) =>
      Number(a.repeats_yearly) - Number(b.repeats_yearly) ||
      lengthOf(a) - lengthOf(b) ||
      b.first_day.localeCompare(a.first_day) ||
      (a.id < b.id ? -1 : 1),
  );
  return first ?? null;
}

export type DayPlan = {
  day: string;
  exception: DayException | null;
  type: DayType | null;
  isAllDay: boolean;
  slots: OpeningSlot[];
};

const byStart = (a: OpeningSlot, b: OpeningSlot): number =>
  a.starts.localeCompare(b.starts) || a.ends.localeCompare(b.ends);

/** What begins on the day. */
export function planOf(hours: OpeningHours, day: string): DayPlan {
  const exception = exceptionOn(hours, day);
  const type = hours.day_types.find(({ id }) => id === exception?.day_type_id) ?? null;
  const isAllDay = type === null && hours.is_always_open;
  const slots = hours.slots.filter((slot) =>
    type === null ? slot.weekday === weekdayOf(day) : slot.day_type_id === type.id,
  );
  return { day, exception, type, isAllDay, slots: isAllDay ? [] : slots.sort(byStart) };
}

export const slotsOfWeekday = ({ slots }: OpeningHours, weekday: Weekday): OpeningSlot[] =>
  slots.filter((slot) => slot.weekday === weekday).sort(byStart);

export const slotsOfType = ({ slots }: OpeningHours, typeId: string): OpeningSlot[] =>
  slots.filter((slot) => slot.day_type_id === typeId).sort(byStart);

/** Open parts of a day from 0 to 1, with what lasts from the day before. */
export function barsOf(hours: OpeningHours, day: string): { from: number; to: number }[] {
  const of = (on: string, shift: number) => {
    const { isAllDay, slots } = planOf(hours, on);
    if (isAllDay) return shift === 0 ? [{ from: 0, to: 1 }] : [];
    return slots.map((slot) => {
      const from = minutesOf(slot.starts) - shift;
      return {
        from: Math.max(0, from) / DAY_MINUTES,
        to: Math.min(DAY_MINUTES, from + durationMinutes(slot)) / DAY_MINUTES,
      };
    });
  };
  return [...of(addDays(day, -1), DAY_MINUTES), ...of(day, 0)].filter(({ from, to }) => to > from);
}

type Timed = Pick<OpeningSlot, 'id' | 'starts' | 'ends'>;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** Slots of the same days that are open at the same time as this one: allowed, and worth pointing out. */
export function overlapping<T extends Timed>(slot: Timed, sameDay: readonly T[]): T[] {
  const from = minutesOf(slot.starts);
  return sameDay.filter((other) => {
    const start = minutesOf(other.starts);
    return (
      other.id !== slot.id && start < from + durationMinutes(slot) && from < start + durationMinutes(other)
    );
  });
}

/** The same for a slot of the week, which may last into the next day. */
export function overlappingInWeek(slot: OpeningSlot, slots: readonly OpeningSlot[]): OpeningSlot[] {
  const place = (one: OpeningSlot) => ((one.weekday ?? 1) - 1) * DAY_MINUTES + minutesOf(one.starts);
  const from = place(slot);
  return slots.filter((other) => {
    if (other.weekday === null || other.id === slot.id) return false;
    return [-WEEK_MINUTES, 0, WEEK_MINUTES].some((turn) => {
      const start = place(other) + turn;
      return start < from + durationMinutes(slot) && from < start + durationMinutes(other);
    });
  });
}
