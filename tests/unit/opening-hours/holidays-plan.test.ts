import { expect, test } from 'vitest';
import { addHolidays, likelyType, planHolidays } from '@/lib/opening-hours/holidays/plan';
import type { PublicHoliday } from '@/lib/opening-hours/holidays/schema';
import type { DayException, OpeningHours } from '@/lib/opening-hours/schema';

const closed = { id: 'closed', name: 'Closed' };
const holidayType = { id: 'holidays', name: 'Public holidays' };
const hours = (exceptions: DayException[] = []): OpeningHours => ({
  time_zone: null,
  is_always_open: true,
  slots: [],
  day_types: [closed, holidayType],
  exceptions,
});
const exception = (name: string, change: Partial<DayException>): DayException => ({
  id: name,
  day_type_id: holidayType.id,
  name,
  first_day: '2026-12-25',
  last_day: change.first_day ?? '2026-12-25',
  repeats_yearly: false,
  ...change,
});
const holiday = (name: string, day: string, isFixed: boolean): PublicHoliday => ({
  name,
  first_day: day,
  last_day: day,
  isFixed,
  isPartOfDay: false,
  isEstimated: false,
});
const twoYears = [
  holiday('Easter Monday', '2026-04-06', false),
  holiday('National day', '2026-07-14', true),
  holiday('Christmas', '2026-12-25', true),
  holiday('Easter Monday', '2027-03-29', false),
  holiday('National day', '2027-07-14', true),
  holiday('Christmas', '2027-12-25', true),
];
const today = '2026-11-22';
const briefly = (...plan: Parameters<typeof planHolidays>) =>
  planHolidays(...plan).map(({ first_day, repeats_yearly, present }) => [
    first_day,
    present?.name ?? (repeats_yearly ? 'every year' : 'once'),
  ]);

test('what has a fixed date begins with its next day and comes back; what moves is of its year; what is over is left out [A35]', () => {
  expect(briefly(hours(), twoYears, today)).toEqual([
    ['2026-12-25', 'every year'],
    ['2027-03-29', 'once'],
    ['2027-07-14', 'every year'],
  ]);
});

test('added again, today or next year, nothing comes twice', () => {
  const added = addHolidays(hours(), holidayType, planHolidays(hours(), twoYears, today));
  expect(briefly(added, twoYears, today).map(([day, state]) => [day, state])).toEqual([
    ['2026-12-25', 'Christmas'],
    ['2027-03-29', 'Easter Monday'],
    ['2027-07-14', 'National day'],
  ]);
  const nextYear = twoYears
    .filter(({ first_day }) => first_day > '2027')
    .concat(holiday('Easter Monday', '2028-04-17', false), holiday('Christmas', '2028-12-25', true));
  const missing = planHolidays(added, nextYear, '2027-01-02').filter(({ present }) => present === null);
  expect(missing.map(({ first_day, repeats_yearly }) => [first_day, repeats_yearly])).toEqual([
    ['2028-04-17', false],
  ]);
});

test('one typed by hand for a year is kept, and comes back from the year after', () => {
  const typed = hours([exception('Xmas', { first_day: '2026-12-25' })]);
  expect(briefly(typed, twoYears, today)).toEqual([
    ['2026-12-25', 'Xmas'],
    ['2027-03-29', 'once'],
    ['2027-07-14', 'every year'],
    ['2027-12-25', 'every year'],
  ]);
});

test('one that comes back from a later year on lacks this year’s alone', () => {
  const later = hours([exception('Xmas', { first_day: '2027-12-25', repeats_yearly: true })]);
  expect(briefly(later, twoYears, today)).toEqual([
    ['2026-12-25', 'once'],
    ['2027-03-29', 'once'],
    ['2027-07-14', 'every year'],
    ['2027-12-25', 'Xmas'],
  ]);
});

test('one that falls in other days is told of, and may be added', () => {
  const season = hours([exception('Winter', { first_day: '2026-12-20', last_day: '2027-01-03' })]);
  const [christmas] = planHolidays(season, twoYears, today);
  expect(christmas).toMatchObject({ present: null, within: { name: 'Winter' } });
});

test('the type is the closed one of the holidays there already, else the one called so', () => {
  const isCalledSo = (name: string) => name === 'Public holidays';
  const chosenBy = (of: OpeningHours) => likelyType(of, planHolidays(of, twoYears, today), isCalledSo)?.id;
  expect(chosenBy(hours())).toBe(holidayType.id);
  expect(chosenBy(hours([exception('Xmas', { day_type_id: closed.id })]))).toBe(closed.id);
  expect(chosenBy({ ...hours(), day_types: [closed] })).toBeUndefined();
  // A day on duty is no reason to be open on all the others.
  const slot = {
    id: 'duty',
    weekday: null,
    day_type_id: closed.id,
    starts: '09:00',
    ends: '12:00',
    label: '',
  };
  const onDuty = hours([exception('Xmas', { day_type_id: closed.id })]);
  expect(chosenBy({ ...onDuty, slots: [slot] })).toBe(holidayType.id);
});

test('a new type comes with its days, and names keep within what a calendar takes', () => {
  const type = { id: 'new', name: 'Jours fériés' };
  const [first] = planHolidays(hours(), [holiday('x'.repeat(90), '2027-01-01', true)], today);
  if (!first) throw new Error('It is planned.');
  const added = addHolidays(hours(), type, [first]);
  expect(added.day_types).toEqual([closed, holidayType, type]);
  expect(added.exceptions).toEqual([
    expect.objectContaining({ day_type_id: 'new', name: 'x'.repeat(80), repeats_yearly: true }),
  ]);
});
