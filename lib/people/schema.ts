import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';
import { LOCALES } from '@/lib/i18n/locales';
import { cleanLine } from '@/lib/platform/clean-line';

export const nickname = z.string().overwrite(cleanLine).min(1, 'required').max(40, 'text_is_too_long');

export const updateMyLanguageInput = z.object({ ...inOrganizationShape, locale: z.enum(LOCALES) });
