import type { DayException, DayType, OpeningHours, OpeningSlot, Weekday } from '@/lib/opening-hours/schema';
import { newId } from '@/lib/platform/ids';

/** Changes to opening hours: each answers what they are afterwards. */
const put = <T extends { id: string }>(list: readonly T[], rows: readonly T[]): T[] => [
  ...list.map((row) => rows.find(({ id }) => id === row.id) ?? row),
  ...rows.filter(({ id }) => !list.some((row) => row.id === id)),
];
const without = <T extends { id: string }>(list: readonly T[], id: string): T[] =>
  list.filter((row) => row.id !== id);

export const putSlots = (hours: OpeningHours, slots: readonly OpeningSlot[]): OpeningHours => ({
  ...hours,
  slots: put(hours.slots, slots),
});

export const removeSlot = (hours: OpeningHours, id: string): OpeningHours => ({
  ...hours,
  slots: without(hours.slots, id),
});

/** The other days are then open as this one is. */
export function copyDay(hours: OpeningHours, from: Weekday, to: readonly Weekday[]): OpeningHours {
  const copied = hours.slots.filter(({ weekday }) => weekday === from);
  const replaced = new Set<number | null>(to.filter((weekday) => weekday !== from));
  return {
    ...hours,
    slots: [
      ...hours.slots.filter(({ weekday }) => !replaced.has(weekday)),
      ...[...replaced].flatMap((weekday) => copied.map((slot) => ({ ...slot, id: newId(), weekday }))),
    ],
  };
}

export const putDayType = (hours: OpeningHours, type: DayType): OpeningHours => ({
  ...hours,
  day_types: put(hours.day_types, [type]),
});

/** Its hours and its days go with it. */
export const removeDayType = (hours: OpeningHours, id: string): OpeningHours => ({
  ...hours,
  day_types: without(hours.day_types, id),
  slots: hours.slots.filter(({ day_type_id }) => day_type_id !== id),
  exceptions: hours.exceptions.filter(({ day_type_id }) => day_type_id !== id),
});

export const putException = (hours: OpeningHours, exception: DayException): OpeningHours => ({
  ...hours,
  exceptions: put(hours.exceptions, [exception]),
});

export const removeException = (hours: OpeningHours, id: string): OpeningHours => ({
  ...hours,
  exceptions: without(hours.exceptions, id),
});
