import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';
import { cleanLine } from '@/lib/platform/clean-line';

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time_is_invalid');
const day = z.iso
  .date('date_is_invalid')
  .refine((date) => date >= '1970-01-01' && date < '2200-01-01', 'date_is_invalid');
const label = z.string().overwrite(cleanLine).max(80, 'text_is_too_long');
const name = label.min(1, 'required');

/** From starts to before ends; an end not after the start is on the next day, and one equal to it 24 hours later. */
export const openingSlot = z.object({
  id: z.uuid(),
  weekday: z.number().int().min(1).max(7).nullable(),
  day_type_id: z.uuid().nullable(),
  starts: time,
  ends: time,
  label,
});
export type OpeningSlot = z.infer<typeof openingSlot>;

export const dayType = z.object({ id: z.uuid(), name });
export type DayType = z.infer<typeof dayType>;

export const dayException = z
  .object({
    id: z.uuid(),
    day_type_id: z.uuid(),
    name,
    first_day: day,
    last_day: day,
    repeats_yearly: z.boolean(),
  })
  .refine(({ first_day, last_day }) => last_day >= first_day, {
    path: ['last_day'],
    message: 'days_are_in_wrong_order',
  })
  .refine(({ first_day, last_day, repeats_yearly }) => !repeats_yearly || isWithinYear(first_day, last_day), {
    path: ['last_day'],
    message: 'year_is_too_short',
  });
export type DayException = z.infer<typeof dayException>;

const dayMs = 86_400_000;
const isWithinYear = (first: string, last: string): boolean =>
  Date.parse(last) - Date.parse(first) < 365 * dayMs;

/** As the database holds: slots, types and exceptions of one calendar. */
export const MAX_OF_EACH_KIND = 200;

export const openingHours = z.object({
  time_zone: z.string().max(64).nullable(),
  is_always_open: z.boolean(),
  slots: z.array(openingSlot).max(MAX_OF_EACH_KIND, 'too_many_hours'),
  day_types: z.array(dayType).max(MAX_OF_EACH_KIND, 'too_many_hours'),
  exceptions: z.array(dayException).max(MAX_OF_EACH_KIND, 'too_many_hours'),
});
export type OpeningHours = z.infer<typeof openingHours>;

const savedHours = openingHours.extend({ version: z.number() });
export type SavedHours = z.infer<typeof savedHours>;

/** What the hours come to at this moment; instants as the database writes them. */
export const hoursCard = z.object({
  is_open: z.boolean(),
  opens_at: z.string().nullable(),
  closes_at: z.string().nullable(),
  time_zone: z.string(),
});
export type HoursCard = z.infer<typeof hoursCard>;

/** What read_opening_hours answers: the zone is the organization's. */
export const hoursView = z.object({
  time_zone: z.string(),
  company: savedHours,
  own: savedHours.nullable(),
  card: hoursCard,
});
export type HoursView = z.infer<typeof hoursView>;

const saved = { hours: openingHours, version: z.number().int() };
export const saveCompanyHoursInput = z.object({ ...inOrganizationShape, ...saved });
export const saveSiteHoursInput = z.object({ ...inOrganizationShape, ...saved, siteId: z.uuid() });
export const deleteSiteHoursInput = z.object({ ...inOrganizationShape, siteId: z.uuid() });
