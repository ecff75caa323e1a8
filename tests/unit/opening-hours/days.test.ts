import { describe, expect, test } from 'vitest';
import {
  addDays,
  barsOf,
  durationMinutes,
  exceptionOn,
  isPastMidnight,
  overlapping,
  overlappingInWeek,
  planOf,
  slotsOfWeekday,
  weekdayOf,
} from '@/lib/opening-hours/days';
import type { DayException, OpeningHours, OpeningSlot, Weekday } from '@/lib/opening-hours/schema';

let made = 0;
const slot = (day: Weekday | string, starts: string, ends: string): OpeningSlot => ({
  id: `slot-${++made}`,
  weekday: typeof day === 'number' ? day : null,
  day_type_id: typeof day === 'number' ? null : day,
  starts,
  ends,
  label: '',
});
const exception = (id: string, first: string, last = first, isYearly = false): DayException => ({
  id,
  day_type_id: 'holiday',
  name: id,
  first_day: first,
  last_day: last,
  repeats_yearly: isYearly,
});
const hours = (change: Partial<OpeningHours> = {}): OpeningHours => ({
  time_zone: null,
  is_always_open: false,
  slots: [],
  day_types: [
    { id: 'holiday', name: 'Holidays' },
    { id: 'eve', name: 'Eves' },
  ],
  exceptions: [],
  ...change,
});
const nameOn = (day: string, ...exceptions: DayException[]): string | undefined =>
  exceptionOn(hours({ exceptions }), day)?.name;

describe('days of a calendar', () => {
  test('are counted over months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  });

  test('begin with Monday', () => {
    expect(['2026-11-23', '2026-11-28', '2026-11-29'].map(weekdayOf)).toEqual([1, 6, 7]);
  });
});

describe('a slot [A31]', () => {
  test.each([
    ['09:00', '12:30', 210, false],
    ['22:00', '02:00', 240, true],
    ['18:00', '00:00', 360, false],
    ['08:00', '08:00', 1440, true],
    ['00:00', '00:00', 1440, false],
  ])('from %s to %s lasts %i minutes', (starts, ends, minutes, isPast) => {
    expect(durationMinutes({ starts, ends })).toBe(minutes);
    expect(isPastMidnight({ starts, ends })).toBe(isPast);
  });

  test('touches the next without overlapping it, also over midnight and the end of the week [A32]', () => {
    const morning = slot(1, '09:00', '12:00');
    const noon = slot(1, '12:00', '14:00');
    const lunch = slot(1, '11:30', '12:30');
    expect(overlapping(morning, [morning, noon])).toEqual([]);
    expect(overlapping(lunch, [morning, noon])).toEqual([morning, noon]);
    const night = slot(7, '22:00', '02:00');
    const early = slot(1, '01:00', '03:00');
    const later = slot(1, '02:00', '03:00');
    expect(overlappingInWeek(night, [night, early, later])).toEqual([early]);
    expect(overlappingInWeek(early, [night, early, later])).toEqual([night, later]);
  });
});

describe('where exceptions meet [A35]', () => {
  test('one that does not repeat counts before one that does', () => {
    const christmas = exception('christmas', '2020-12-25', '2020-12-25', true);
    const closing = exception('closing', '2026-12-20', '2026-12-31');
    expect(nameOn('2026-12-25', christmas, closing)).toBe('closing');
    expect(nameOn('2027-12-25', christmas, closing)).toBe('christmas');
  });

  test('then the shorter, then the one that begins later', () => {
    const season = exception('season', '2026-08-01', '2026-08-31');
    const week = exception('week', '2026-08-10', '2026-08-16');
    const next = exception('next', '2026-08-15', '2026-08-21');
    expect(nameOn('2026-08-12', season, week, next)).toBe('week');
    expect(nameOn('2026-08-15', season, week, next)).toBe('next');
    expect(nameOn('2026-08-30', season, week, next)).toBe('season');
  });

  test('a yearly one counts from its first day on, over New Year, and on 29 February in leap years only', () => {
    const turn = exception('turn', '2025-12-24', '2026-01-02', true);
    const days = ['2024-12-28', '2025-12-24', '2026-01-02', '2026-01-03', '2030-01-01', '2030-12-31'];
    expect(days.map((day) => nameOn(day, turn))).toEqual([
      undefined,
      'turn',
      'turn',
      undefined,
      'turn',
      'turn',
    ]);
    const leap = exception('leap', '2024-02-29', '2024-02-29', true);
    expect(['2025-02-28', '2025-03-01', '2028-02-29'].map((day) => nameOn(day, leap))).toEqual([
      undefined,
      undefined,
      'leap',
    ]);
  });
});

describe('the week as it is drawn [A28, A33]', () => {
  const late = slot(1, '14:00', '18:00');
  const morning = slot(1, '09:00', '12:00');
  const night = slot(2, '22:00', '02:00');
  const eve = slot('eve', '09:00', '13:00');
  const week = hours({
    slots: [late, night, morning, eve],
    exceptions: [
      exception('holiday', '2026-11-30'),
      { ...exception('eve', '2026-12-07'), day_type_id: 'eve' },
    ],
  });

  test('has the slots of a weekday in the order of the day', () => {
    expect(slotsOfWeekday(week, 1)).toEqual([morning, late]);
    expect(planOf(week, '2026-11-23').slots).toEqual([morning, late]);
  });

  test('is closed on a day of a type without hours, and open in the hours of one that has some', () => {
    expect(planOf(week, '2026-11-30')).toMatchObject({
      type: { name: 'Holidays' },
      isAllDay: false,
      slots: [],
    });
    expect(planOf(week, '2026-12-07')).toMatchObject({ type: { name: 'Eves' }, slots: [eve] });
    const always = { ...week, is_always_open: true };
    expect(planOf(always, '2026-11-30').isAllDay).toBe(false);
    expect(planOf(always, '2026-11-24')).toMatchObject({ isAllDay: true, slots: [] });
  });

  test('carries a slot past midnight into the next day, even where that is closed', () => {
    expect(barsOf(week, '2026-11-24')).toEqual([{ from: 22 / 24, to: 1 }]);
    expect(barsOf(week, '2026-11-25')).toEqual([{ from: 0, to: 2 / 24 }]);
    const closedAfter = { ...week, exceptions: [exception('closed', '2026-11-25')] };
    expect(barsOf(closedAfter, '2026-11-25')).toEqual([{ from: 0, to: 2 / 24 }]);
    expect(barsOf({ ...week, is_always_open: true }, '2026-12-01')).toEqual([{ from: 0, to: 1 }]);
  });
});
