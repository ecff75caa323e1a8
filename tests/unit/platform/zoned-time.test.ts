import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { instantOf } from '@/lib/platform/zoned-time';

const ZONES = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/St_Johns',
];

test('what clocks show is the same instant as Temporal’s, also while they are moved', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2030, 0) / 60_000 }),
      (zone, minutes) => {
        const wall = new Date(minutes * 60_000).toISOString().slice(0, 16);
        const expected = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds;
        expect(instantOf(wall, zone)?.getTime()).toBe(expected);
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  // The clocks go forward at 2:00 and back at 3:00.
  ['2026-03-29T02:30', 'Europe/Paris', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25T02:30', 'Europe/Paris', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25T03:00', 'Europe/Paris', '2026-10-25T02:00:00.000Z'],
])('%s in %s is %s', (wall, zone, instant) => {
  expect(instantOf(wall, zone)?.toISOString()).toBe(instant);
});

test.each(['', 'soon', '2026-02-30T10:00', '2026-01-01', '2026-01-01T25:00', '2026-01-01T10:00:00Z'])(
  '%j is no time',
  (text) => {
    expect(instantOf(text, 'UTC')).toBeNull();
  },
);
