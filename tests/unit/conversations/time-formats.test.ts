import { describe, expect, it } from 'vitest';
import { elapsed, timeFormats } from '@/lib/conversations/time-formats';

const now = Date.parse('2030-01-15T12:00:00Z');

describe('times in the member’s language and time zone', () => {
  const paris = timeFormats('fr', 'Europe/Paris');
  const newYork = timeFormats('en', 'America/New_York');

  it('are the wall clock there', () => {
    expect(paris.time('2030-01-15T09:05:00Z')).toBe('10:05');
    expect(newYork.time('2030-01-15T19:05:00Z')).toMatch(/^2:05\sPM$/u);
  });

  it('name the day by the midnight there', () => {
    expect(paris.day('2030-01-14T23:30:00Z', now)).toBe('Aujourd’hui');
    expect(newYork.day('2030-01-14T23:30:00Z', now)).toBe('Yesterday');
    expect(paris.day('2030-01-09T12:00:00Z', now)).toBe('Mercredi 9 janvier');
    expect(newYork.day('2029-12-24T12:00:00Z', now)).toBe('Monday, December 24, 2029');
  });

  it('are as short as a list allows', () => {
    expect(paris.listTime('2030-01-15T09:05:00Z', now)).toBe('10:05');
    expect(paris.listTime('2030-01-11T09:05:00Z', now)).toBe('ven.');
    expect(newYork.listTime('2029-11-03T09:05:00Z', now)).toBe('Nov 3, 2029');
  });

  it('name languages as one says them', () => {
    expect([paris.language('en'), newYork.language('fr')]).toEqual(['Anglais', 'French']);
  });
});

describe('how long somebody has waited', () => {
  it.each([
    ['2030-01-15T11:59:15Z', '0:45'],
    ['2030-01-15T11:47:57Z', '12:03'],
    ['2030-01-15T10:57:27Z', '1:02:33'],
  ])('counts from %s', (since, expected) => {
    expect(elapsed(since, now)).toBe(expected);
  });

  it('is never less than nothing, even on a clock that is behind', () => {
    expect(elapsed('2030-01-15T12:00:30Z', now)).toBe('0:00');
  });
});
