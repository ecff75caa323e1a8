import { describe, expect, test } from 'vitest';
import { isTimeZone, listTimeZones } from '@/lib/people/time-zones';

describe('time zones', () => {
  const summer = listTimeZones('en', new Date('2026-07-01T12:00:00Z'));
  const offsetOf = (list: typeof summer, name: string) => list.find((zone) => zone.name === name)?.offset;

  test('stand with the offset they have now, summer time included', () => {
    const winter = listTimeZones('en', new Date('2026-01-01T12:00:00Z'));
    expect(offsetOf(summer, 'Europe/Paris')).toBe('UTC+02:00');
    expect(offsetOf(winter, 'Europe/Paris')).toBe('UTC+01:00');
    expect(offsetOf(winter, 'America/New_York')).toBe('UTC−05:00');
    expect(offsetOf(winter, 'UTC')).toBe('UTC+00:00');
  });

  test('run from west to east', () => {
    const order = ['America/Los_Angeles', 'UTC', 'Europe/Paris', 'Asia/Tokyo'];
    const places = order.map((name) => summer.findIndex((zone) => zone.name === name));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test('every one listed is one that can be saved', () => {
    expect(summer.filter(({ name }) => !isTimeZone(name))).toEqual([]);
    expect(isTimeZone('Europe/Atlantis')).toBe(false);
  });
});
