import { describe, expect, test } from 'vitest';
import { listPublicHolidays } from '@/lib/opening-hours/holidays/library';
import type { PublicHoliday } from '@/lib/opening-hours/holidays/schema';

const now = new Date('2026-11-22T12:00Z');
const ask = (question: Partial<Parameters<typeof listPublicHolidays>[0]>) =>
  listPublicHolidays({
    country: 'FR',
    region: null,
    years: [2027],
    timeZone: 'Europe/Paris',
    locale: 'fr',
    now,
    ...question,
  });
const dayOf = (holidays: readonly PublicHoliday[], name: string) =>
  holidays.filter((holiday) => holiday.name === name).map(({ first_day }) => first_day);
const days = (holidays: readonly PublicHoliday[]) => holidays.map(({ first_day }) => first_day);

describe('public holidays', () => {
  test('of France are the eleven of its law, and those that move are not of every year [A28, A35]', async () => {
    const { holidays } = await ask({});
    expect(holidays.map(({ first_day, name, isFixed }) => [first_day, name, isFixed])).toEqual([
      ['2027-01-01', 'Nouvel An', true],
      ['2027-03-29', 'Lundi de Pâques', false],
      ['2027-05-01', 'Fête du travail', true],
      ['2027-05-06', 'Ascension', false],
      ['2027-05-08', 'Fête de la Victoire 1945', true],
      ['2027-05-17', 'Lundi de Pentecôte', false],
      ['2027-07-14', 'Fête Nationale de la France', true],
      ['2027-08-15', 'Assomption', true],
      ['2027-11-01', 'Toussaint', true],
      ['2027-11-11', 'Armistice 1918', true],
      ['2027-12-25', 'Noël', true],
    ]);
  });

  test.each([
    [2026, '2026-04-06', '2026-05-25'],
    [2027, '2027-03-29', '2027-05-17'],
    [2028, '2028-04-17', '2028-06-05'],
  ])('of %i have Easter Monday and Whit Monday where the church has them', async (year, easter, whit) => {
    const { holidays } = await ask({ years: [year] });
    expect(dayOf(holidays, 'Lundi de Pâques')).toEqual([easter]);
    expect(dayOf(holidays, 'Lundi de Pentecôte')).toEqual([whit]);
  });

  test('of Alsace and Moselle are two more than those of France', async () => {
    const [france, ...others] = await Promise.all(
      [null, '57', '67', '68'].map(async (region) => days((await ask({ region })).holidays)),
    );
    for (const other of others) {
      expect(other.filter((day) => !france?.includes(day))).toEqual(['2027-03-26', '2027-12-26']);
    }
  });

  test('of a Land are its own, in the language of the reader where there is a word', async () => {
    const [germany, bavaria] = await Promise.all([
      ask({ country: 'DE', timeZone: 'Europe/Berlin', locale: 'en' }),
      ask({ country: 'DE', region: 'BY', timeZone: 'Europe/Berlin', locale: 'en' }),
    ]);
    expect(germany.regions).toContainEqual({ code: 'BY', name: 'Bayern' });
    expect(dayOf(germany.holidays, 'Epiphany')).toEqual([]);
    expect(dayOf(bavaria.holidays, 'Epiphany')).toEqual(['2027-01-06']);
    expect(dayOf(bavaria.holidays, 'Good Friday')).toEqual(['2027-03-26']);
  });

  test('on a weekend bring the day off in their stead, of that year alone', async () => {
    const { holidays } = await ask({ country: 'GB', locale: 'en', timeZone: 'Europe/London' });
    const december = holidays.filter(({ first_day }) => first_day.startsWith('2027-12'));
    expect(december.map(({ first_day, isFixed }) => [first_day, isFixed])).toEqual([
      ['2027-12-25', true],
      ['2027-12-26', true],
      ['2027-12-27', false],
      ['2027-12-28', false],
    ]);
  });

  test.each(['FR', 'DE', 'GB', 'US', 'JP', 'CA', 'AU', 'ZM', 'CO', 'IS'])(
    'of %s that are called fixed are on their date whatever weekday it is',
    async (country) => {
      const of = async (year: number) =>
        (await ask({ country, years: [year], now: new Date(`${year}-06-01`) })).holidays;
      const fixed = (await of(2027)).filter(({ isFixed }) => isFixed);
      expect(fixed.length).toBeGreaterThan(0);
      // Each date falls on every day of the week in the course of these.
      for (const year of [2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035, 2036, 2037, 2038]) {
        expect(days(await of(year))).toEqual(
          expect.arrayContaining(fixed.map(({ first_day }) => `${year}${first_day.slice(4)}`)),
        );
      }
    },
  );

  test('of a part of the day, of several days and by the moon are called so', async () => {
    const iceland = await ask({ country: 'IS' });
    expect(
      iceland.holidays.filter(({ isPartOfDay }) => isPartOfDay).map(({ first_day }) => first_day),
    ).toEqual(['2027-12-24', '2027-12-31']);
    const emirates = await ask({ country: 'AE' });
    expect(emirates.holidays).toContainEqual(
      expect.objectContaining({ first_day: '2027-03-09', last_day: '2027-03-11', isEstimated: true }),
    );
  });

  test.each([
    ['a country', { country: 'XX' }, 'country_is_unknown', 'country'],
    [
      'a country that is a property of every object',
      { country: 'toString' },
      'country_is_unknown',
      'country',
    ],
    ['a region', { region: 'BY' }, 'region_is_unknown', 'region'],
    ['a year', { years: [1999] }, 'year_is_unknown', 'years'],
  ])('are refused for %s that is not there, by the field', async (_, question, code, field) => {
    await expect(ask(question)).rejects.toMatchObject({ code, field, status: 422 });
  });

  test.each([
    ['Europe/Paris', 'en', 'FR'],
    ['Europe/Zurich', 'fr', 'CH'],
    ['America/Toronto', 'en', 'CA'],
    ['Asia/Kolkata', 'en', 'IN'],
    ['UTC', 'fr', 'FR'],
    ['UTC', 'en', null],
    ['Mars/Olympus', 'en', null],
  ])('are those of the country of %s, read in %s: %s', async (timeZone, locale, country) => {
    expect((await ask({ country: null, timeZone, locale })).country).toBe(country);
  });

  test('name countries as the reader does', async () => {
    const { countries } = await ask({});
    expect(countries).toContainEqual({ code: 'DE', name: 'Allemagne' });
  });
});
