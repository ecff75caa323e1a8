import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';

/** A country, or a part of one, by its code in the library and its name in words. */
export type Place = { code: string; name: string };

/** One occurrence of a public holiday. */
export type PublicHoliday = {
  name: string;
  first_day: string;
  last_day: string;
  /** On the same date every year, by law. */
  isFixed: boolean;
  /** From noon on, for example. */
  isPartOfDay: boolean;
  /** By the moon as it is seen: the authorities may move it by a day. */
  isEstimated: boolean;
};

export type HolidayList = {
  countries: Place[];
  /** As asked for, or as guessed; null where nothing suggests one. */
  country: string | null;
  regions: Place[];
  holidays: PublicHoliday[];
};

export const holidayQuestion = z.object({
  /** Null: the one of the time zone, or of the language. */
  country: z.string().max(8, 'country_is_unknown').nullable(),
  /** Null: what holds in the whole country. */
  region: z.string().max(16, 'region_is_unknown').nullable(),
  years: z.array(z.number().int()).min(1, 'year_is_unknown').max(2, 'year_is_unknown'),
  timeZone: z.string().max(64),
});
export type HolidayQuestion = z.infer<typeof holidayQuestion>;

export const holidaysInput = holidayQuestion.extend(inOrganizationShape);
