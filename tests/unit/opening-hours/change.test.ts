import { expect, test } from 'vitest';
import { copyDay, putException, removeDayType } from '@/lib/opening-hours/change';
import type { OpeningHours } from '@/lib/opening-hours/schema';

const hours: OpeningHours = {
  time_zone: null,
  is_always_open: false,
  day_types: [{ id: 'holiday', name: 'Holidays' }],
  slots: [
    { id: 'a', weekday: 1, day_type_id: null, starts: '09:00', ends: '12:00', label: 'Morning' },
    { id: 'b', weekday: 2, day_type_id: null, starts: '10:00', ends: '11:00', label: '' },
    { id: 'c', weekday: null, day_type_id: 'holiday', starts: '10:00', ends: '11:00', label: '' },
  ],
  exceptions: [
    {
      id: 'x',
      day_type_id: 'holiday',
      name: 'Christmas',
      first_day: '2026-12-25',
      last_day: '2026-12-25',
      repeats_yearly: true,
    },
  ],
};

test('a day copied to others takes the place of theirs, and leaves itself and special days alone [A32]', () => {
  const { slots } = copyDay(hours, 1, [1, 2, 3]);
  expect(slots.map(({ weekday, starts, label }) => [weekday, starts, label])).toEqual([
    [1, '09:00', 'Morning'],
    [null, '10:00', ''],
    [2, '09:00', 'Morning'],
    [3, '09:00', 'Morning'],
  ]);
  expect(new Set(slots.map(({ id }) => id)).size).toBe(slots.length);
  expect(copyDay(hours, 7, [2]).slots.filter(({ weekday }) => weekday === 2)).toEqual([]);
});

test('a type of days takes its hours and its days with it [A33]', () => {
  expect(removeDayType(hours, 'holiday')).toMatchObject({ day_types: [], exceptions: [] });
  expect(removeDayType(hours, 'holiday').slots.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('what is put in again stays in its place [A35]', () => {
  const [christmas] = hours.exceptions;
  if (!christmas) throw new Error('There is one.');
  const renamed = { ...christmas, name: 'Noël' };
  const other = { ...christmas, id: 'y' };
  const changed = putException(putException(hours, other), renamed);
  expect(changed.exceptions).toEqual([renamed, other]);
});
