import 'server-only';
import type Holidays from 'date-holidays';
import type { HolidaysTypes } from 'date-holidays';
import { guessCountry } from '@/lib/opening-hours/holidays/guess-country';
import type { HolidayList, HolidayQuestion, Place, PublicHoliday } from '@/lib/opening-hours/holidays/schema';
import { isTimeZone } from '@/lib/people/time-zones';
import { UserError } from '@/lib/platform/errors';
import { capitalized } from '@/lib/platform/format';

const dayMs = 86_400_000;
/** Less an hour, where the clock is put forward, and some room. */
const SHORTEST_DAY_MS = dayMs * 0.9;

type Asked = HolidayQuestion & { locale: string; now: Date };

/** Public holidays by law, with names in the language where there are any, else in the country's own. */
export async function listPublicHolidays({ locale, now, ...asked }: Asked): Promise<HolidayList> {
  // The rules of all countries are large: read when somebody first asks, not when the server starts.
  const { default: Calendar } = await import('date-holidays');
  const library = new Calendar();
  const countries = countriesOf(library, locale);
  const country = asked.country ?? likelyCountry(countries, asked.timeZone, locale);
  if (asked.years.some((year) => Math.abs(year - now.getUTCFullYear()) > 2)) {
    throw new UserError('year_is_unknown', { status: 422, field: 'years' });
  }
  if (country === null) return { countries, country, regions: [], holidays: [] };
  if (!countries.some(({ code }) => code === country)) {
    throw new UserError('country_is_unknown', { status: 422, field: 'country' });
  }
  const regions = regionsOf(library, country, locale);
  if (asked.region !== null && !regions.some(({ code }) => code === asked.region)) {
    throw new UserError('region_is_unknown', { status: 422, field: 'region' });
  }
  const [state = '', part = ''] = asked.region?.split('.') ?? [];
  const calendar = new Calendar(country, state, part);
  const found = [...new Set(asked.years)]
    .sort()
    // Nothing is answered for a country that has no rules for that year.
    .flatMap((year) => calendar.getHolidays(year, locale) || [])
    .filter(({ type }) => type === 'public')
    .map((holiday) => toPublicHoliday(holiday, locale));
  return { countries, country, regions, holidays: onePerDay(found) };
}

function countriesOf(library: Holidays, locale: string): Place[] {
  // The library names countries in their own languages; the runtime in the reader's.
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  return sorted(
    Object.keys(library.getCountries()).map((code) => ({ code, name: names.of(code) ?? code })),
    locale,
  );
}

/** States, and what has holidays of its own within one: `BY` and `BY.A`. */
function regionsOf(library: Holidays, country: string, locale: string): Place[] {
  const states = Object.entries(library.getStates(country, locale) ?? {});
  return sorted(
    states.flatMap(([code, name]) => [
      { code, name },
      ...Object.entries(library.getRegions(country, code, locale) ?? {}).map(([part, partName]) => ({
        code: `${code}.${part}`,
        name: `${name} · ${partName}`,
      })),
    ]),
    locale,
  );
}

const sorted = (places: Place[], locale: string): Place[] =>
  places.sort((a, b) => a.name.localeCompare(b.name, locale));

function likelyCountry(countries: readonly Place[], timeZone: string, locale: string): string | null {
  const codes = countries.map(({ code }) => code);
  const byZone = isTimeZone(timeZone) ? guessCountry(timeZone, codes) : null;
  // English is spoken in too many to guess one.
  return byZone ?? (locale === 'fr' ? 'FR' : null);
}

/**
 * Only rules that say a date and nothing that moves it: "07-04 and if sunday then next monday" gives a further
 * day off, "12-26 if sunday then next monday" another one.
 */
const FIXED_RULE = /^\d\d-\d\d( P\d+D)?( and if [a-z, ]+)?( since \d{4})?( #\d+)?$/i;
const LUNAR_RULE = /\b(Muharram|Safar|Rabi|Jumada|Rajab|Shaban|Ramadan|Shawwal|Dhu)\b/i;

function toPublicHoliday(holiday: HolidaysTypes.Holiday, locale: string): PublicHoliday {
  const { date, start, end, name, rule, substitute } = holiday;
  const first_day = date.slice(0, 10);
  const lengthMs = end.getTime() - start.getTime();
  const isPartOfDay = lengthMs < SHORTEST_DAY_MS || date.slice(11, 16) !== '00:00';
  const days = isPartOfDay ? 1 : Math.max(1, Math.round(lengthMs / dayMs));
  return {
    name: capitalized(name, locale),
    first_day,
    last_day: new Date(Date.parse(first_day) + (days - 1) * dayMs).toISOString().slice(0, 10),
    isFixed: FIXED_RULE.test(rule) && substitute !== true && first_day.endsWith(rule.slice(0, 5)),
    isPartOfDay,
    isEstimated: LUNAR_RULE.test(rule),
  };
}

/** Two that meet are one day off: what comes back every year stays. */
function onePerDay(holidays: readonly PublicHoliday[]): PublicHoliday[] {
  const kept = new Map<string, PublicHoliday>();
  for (const holiday of holidays) {
    const key = `${holiday.first_day}/${holiday.last_day}`;
    if (!kept.get(key)?.isFixed) kept.set(key, holiday);
  }
  return [...kept.values()].sort((a, b) => a.first_day.localeCompare(b.first_day));
}
