import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { hasUnknownTag } from '@/lib/people/tags';
import { cleanLines } from '@/lib/platform/clean-line';

/** When a chat says something by itself: an agent joins, or it is over. */
export const MOMENTS = ['start', 'end'] as const;
export type Moment = (typeof MOMENTS)[number];
/** The database has the same number. */
const LENGTH_MAX = 500;

const message = z
  .string()
  .overwrite(cleanLines)
  .max(LENGTH_MAX, 'text_is_too_long')
  .refine((text) => !hasUnknownTag(text), 'tag_is_unknown');
const messages = z.object({ start: message, end: message });

export const saveAutomaticMessagesInput = z.object({
  ...inOrganizationShape,
  siteId: z.uuid(),
  /** Empty: nothing is said. */
  messages: z.object({ en: messages, fr: messages }),
});
export type AutomaticMessages = Record<Locale, Record<Moment, string>>;

const storedMessages = z.partialRecord(z.enum(LOCALES), z.partialRecord(z.enum(MOMENTS), z.string()));

/** A site's messages as the database has them, for a form. */
export const automaticMessages = storedMessages.transform(({ en, fr }): AutomaticMessages => {
  const texts = (stored: typeof en) => ({ start: stored?.start ?? '', end: stored?.end ?? '' });
  return { en: texts(en), fr: texts(fr) };
});

/** For the database, where what is not said is left out. */
export const toStoredMessages = (given: AutomaticMessages): z.input<typeof storedMessages> =>
  Object.fromEntries(
    LOCALES.map((locale) => [
      locale,
      Object.fromEntries(Object.entries(given[locale]).filter(([, text]) => text !== '')),
    ]),
  );
