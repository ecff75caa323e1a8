import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';
import { personName } from '@/lib/auth/schema';
import { LOCALES } from '@/lib/i18n/locales';
import { isTimeZone } from '@/lib/people/time-zones';
import { cleanLine } from '@/lib/platform/clean-line';

export const nickname = z.string().overwrite(cleanLine).min(1, 'required').max(40, 'text_is_too_long');

export const updateMyNamesInput = z.object({
  ...inOrganizationShape,
  firstName: personName,
  lastName: personName,
  nickname,
});
export const updateMyLanguageInput = z.object({ ...inOrganizationShape, locale: z.enum(LOCALES) });
export const updateMyTimeZoneInput = z.object({
  ...inOrganizationShape,
  timeZone: z.string().refine(isTimeZone, 'time_zone_is_invalid'),
});
