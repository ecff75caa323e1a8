import { putDayType } from '@/lib/opening-hours/change';
import { exceptionOn, slotsOfType } from '@/lib/opening-hours/days';
import type { PublicHoliday } from '@/lib/opening-hours/holidays/schema';
import type { DayException, DayType, OpeningHours } from '@/lib/opening-hours/schema';
import { newId } from '@/lib/platform/ids';

export type PlannedHoliday = Omit<PublicHoliday, 'isFixed'> & {
  key: string;
  repeats_yearly: boolean;
  /** What makes it superfluous: the same days, this once or every year. */
  present: DayException | null;
  /** Other days that it falls in, such as an annual closed season. */
  within: DayException | null;
};

type Days = Pick<DayException, 'first_day' | 'last_day'>;
const inYear = ({ first_day, last_day }: Days): string => `${first_day.slice(5)}/${last_day.slice(5)}`;
const areSame = (a: Days, b: Days): boolean => a.first_day === b.first_day && a.last_day === b.last_day;

/**
 * What the holidays would become, from today on. One with a fixed date comes back by itself, so that it stands here
 * once and is there already the year after; one that moves is of its year alone.
 */
export function planHolidays(
  hours: OpeningHours,
  holidays: readonly PublicHoliday[],
  today: string,
): PlannedHoliday[] {
  const comesBack = new Set<string>();
  return holidays.flatMap(({ isFixed, ...holiday }) => {
    const date = inYear(holiday);
    if (holiday.last_day < today || (isFixed && comesBack.has(date))) return [];
    const yearly = hours.exceptions.find((other) => other.repeats_yearly && inYear(other) === date);
    const hasBegun = yearly !== undefined && yearly.first_day <= holiday.first_day;
    const once = hours.exceptions.find((other) => !other.repeats_yearly && areSame(other, holiday));
    const present = once ?? (hasBegun ? yearly : null);
    // Where one begins to come back later, only this year's is missing.
    const repeats_yearly = isFixed && yearly === undefined;
    if (isFixed && (hasBegun || (repeats_yearly && present === null))) comesBack.add(date);
    return {
      ...holiday,
      key: `${holiday.first_day}/${holiday.last_day}`,
      repeats_yearly,
      present,
      within: present === null ? exceptionOn(hours, holiday.first_day) : null,
    };
  });
}

/** Of the closed types the one most of those there already are of, or the one that is called so. */
export function likelyType(
  hours: OpeningHours,
  planned: readonly PlannedHoliday[],
  isCalledSo: (name: string) => boolean,
): DayType | null {
  const countOf = ({ id }: DayType) => planned.filter(({ present }) => present?.day_type_id === id).length;
  const closed = hours.day_types.filter((type) => isClosed(hours, type));
  const [first] = [...closed].sort((a, b) => countOf(b) - countOf(a));
  if (first !== undefined && countOf(first) > 0) return first;
  return closed.find(({ name }) => isCalledSo(name)) ?? null;
}

export const isClosed = (hours: OpeningHours, { id }: DayType): boolean =>
  slotsOfType(hours, id).length === 0;

const NAME_MAX = 80;

/** They become exceptions as one adds them by hand. The type may be a new one. */
export const addHolidays = (
  hours: OpeningHours,
  type: DayType,
  holidays: readonly PlannedHoliday[],
): OpeningHours => ({
  ...putDayType(hours, type),
  exceptions: [
    ...hours.exceptions,
    ...holidays.map(({ name, first_day, last_day, repeats_yearly }) => ({
      id: newId(),
      day_type_id: type.id,
      name: name.slice(0, NAME_MAX),
      first_day,
      last_day,
      repeats_yearly,
    })),
  ],
});
