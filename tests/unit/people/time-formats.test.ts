import { describe, expect, it } from 'vitest';
import { languageName } from '@/lib/i18n/language-names';
import { memberTimeFormats, type TimePreferences, timeFormats } from '@/lib/people/time-formats';

const now = Date.parse('2030-01-15T12:00:00Z');

const formats = (locale: string, timeZone: string, chosen: Partial<TimePreferences> = {}) =>
  timeFormats({ locale, timeZone, dateFormat: 'auto', timeFormat: 'auto', ...chosen });

describe('times in the member’s language and time zone [I47, I48]', () => {
  const paris = formats('fr', 'Europe/Paris');
  const newYork = formats('en', 'America/New_York');

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

  it('follow the clock when it is put forward and back', () => {
    // The last Sunday of March and of October 2030, each at 01:00 UTC.
    expect(paris.time('2030-03-31T00:59:00Z')).toBe('01:59');
    expect(paris.time('2030-03-31T01:00:00Z')).toBe('03:00');
    expect(paris.time('2030-10-27T00:30:00Z')).toBe('02:30');
    expect(paris.time('2030-10-27T01:30:00Z')).toBe('02:30');
  });

  it('count days by the calendar, also where a day has 23 or 25 hours', () => {
    const afterShortDay = Date.parse('2030-04-01T00:30:00+02:00');
    expect(paris.day('2030-03-31T00:15:00+01:00', afterShortDay)).toBe('Hier');
    const afterLongDay = Date.parse('2030-10-28T00:30:00+01:00');
    expect(paris.day('2030-10-27T00:15:00+02:00', afterLongDay)).toBe('Hier');
    expect(paris.day('2030-10-26T23:45:00+02:00', afterLongDay)).toBe('Samedi 26 octobre');
  });
});

describe('the formats a member has chosen', () => {
  const at = '2030-03-09T17:05:00Z';

  it.each([
    ['yyyy-mm-dd', '2030-03-09'],
    ['dd-mm-yyyy', '09-03-2030'],
    ['dd/mm/yyyy', '09/03/2030'],
    ['mm/dd/yyyy', '03/09/2030'],
  ] as const)('write a date as %s in any language [I49]', (dateFormat, expected) => {
    for (const locale of ['en', 'fr']) {
      const chosen = formats(locale, 'UTC', { dateFormat, timeFormat: '24' });
      expect(chosen.date(at)).toBe(expected);
      expect(chosen.dateTime(at)).toBe(`${expected} 17:05`);
      expect(chosen.listTime(at, Date.parse('2030-06-01T00:00:00Z'))).toBe(expected);
    }
  });

  it('write the hour of 12 or of 24, whatever the language does [I50]', () => {
    expect(formats('fr', 'UTC', { timeFormat: '12' }).time(at)).toMatch(/^5:05\sPM$/u);
    expect(formats('en', 'UTC', { timeFormat: '24' }).time(at)).toBe('17:05');
    expect(formats('en', 'UTC', { timeFormat: '24' }).time('2030-03-09T00:05:00Z')).toBe('00:05');
    expect(formats('en', 'UTC', { timeFormat: '12' }).time('2030-03-09T00:05:00Z')).toMatch(/^12:05\sAM$/u);
    expect(formats('en', 'UTC', { timeFormat: '24' }).dateTime(at)).toBe('Mar 9, 2030, 17:05');
  });

  it('leave today and yesterday in words, and name the weekday before a date', () => {
    const chosen = formats('fr', 'Europe/Paris', { dateFormat: 'dd/mm/yyyy' });
    expect(chosen.day('2030-01-14T23:30:00Z', now)).toBe('Aujourd’hui');
    expect(chosen.day('2030-01-09T12:00:00Z', now)).toBe('Mercredi 09/01/2030');
  });

  it('are read from the member’s row on the server', () => {
    const row = {
      locale: 'en',
      time_zone: 'Asia/Tokyo',
      date_format: 'yyyy-mm-dd',
      time_format: '24',
    } as const;
    expect(memberTimeFormats(row).dateTime(at)).toBe('2030-03-10 02:05');
  });
});

describe('languages', () => {
  it('are named as one says them', () => {
    expect([languageName('en', 'fr'), languageName('fr', 'en')]).toEqual(['Anglais', 'French']);
  });
});
