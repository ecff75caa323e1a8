import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';
import { LOCALES } from '@/lib/i18n/locales';
import { cleanLine } from '@/lib/platform/clean-line';
import { pictureFile } from '@/lib/platform/picture/picture-file';

export const LAUNCHER_SIDES = ['right', 'left'] as const;
export const OFFSET_MAX = 160;
export const OFFSET_DEFAULT = 20;
/** What visitors read, with the most characters of each; the database has the same numbers. */
export const TEXT_LENGTHS = { launcher: 24, title: 60, greeting: 120, away: 300 } as const;
export const TEXT_NAMES = ['launcher', 'title', 'greeting', 'away'] as const;

/** The most a logo is kept with: three times as large as the chat draws it. */
export const LOGO_SIZE = { width: 324, height: 108 } as const;

const ownText = (name: keyof typeof TEXT_LENGTHS) =>
  z.string().overwrite(cleanLine).max(TEXT_LENGTHS[name], 'text_is_too_long');
const ownTexts = z.object({
  launcher: ownText('launcher'),
  title: ownText('title'),
  greeting: ownText('greeting'),
  away: ownText('away'),
});

export const saveLookInput = z.object({
  ...inOrganizationShape,
  siteId: z.uuid(),
  /** Empty: Foyer's own. */
  accent: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^(#[0-9a-f]{6})?$/, 'colour_is_invalid'),
  side: z.enum(LAUNCHER_SIDES),
  offset: z
    .number('value_is_invalid')
    .int('value_is_invalid')
    .min(0, 'value_is_invalid')
    .max(OFFSET_MAX, 'value_is_invalid'),
  texts: z.object({ en: ownTexts, fr: ownTexts }),
  /** A new one, or null for none; left out, it stays as it is. */
  logo: pictureFile.nullable().optional(),
});
export type LookInput = z.infer<typeof saveLookInput>;
export type LookTexts = LookInput['texts'];

const storedTexts = z.partialRecord(z.enum(TEXT_NAMES), z.string());

/** A site's look as the database has it. */
export const siteLook = z.object({
  accent: z.string().nullable(),
  launcher_side: z.enum(LAUNCHER_SIDES),
  launcher_offset: z.number(),
  texts: z.partialRecord(z.enum(LOCALES), storedTexts),
  logo_path: z.string().nullable(),
});
export type SiteLook = z.infer<typeof siteLook>;

export const LOOK_COLUMNS = 'accent, launcher_side, launcher_offset, texts, logo_path';

const oneLanguage = (stored: z.infer<typeof storedTexts> = {}): LookTexts['en'] => ({
  launcher: stored.launcher ?? '',
  title: stored.title ?? '',
  greeting: stored.greeting ?? '',
  away: stored.away ?? '',
});

/** For the form, where what is left to Foyer is an empty field. */
export const toLookForm = ({ accent, launcher_side, launcher_offset, texts }: SiteLook) => ({
  accent: accent ?? '',
  side: launcher_side,
  offset: launcher_offset,
  texts: { en: oneLanguage(texts.en), fr: oneLanguage(texts.fr) },
});

/** For the database, where what is left to Foyer is left out. */
export const toLookColumns = ({
  accent,
  side,
  offset,
  texts,
}: Omit<LookInput, 'organization' | 'siteId' | 'logo'>) => ({
  accent: accent || null,
  launcher_side: side,
  launcher_offset: offset,
  texts: Object.fromEntries(
    LOCALES.map((locale) => [
      locale,
      Object.fromEntries(Object.entries(texts[locale]).filter(([, text]) => text !== '')),
    ]),
  ),
});

export const DEFAULT_LOOK: SiteLook = {
  accent: null,
  launcher_side: 'right',
  launcher_offset: OFFSET_DEFAULT,
  texts: {},
  logo_path: null,
};
