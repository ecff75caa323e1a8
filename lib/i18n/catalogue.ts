import type { Locale } from '@/lib/i18n/locales';
import authEn from '@/lib/i18n/messages/en/auth.json';
import errorsEn from '@/lib/i18n/messages/en/errors.json';
import sharedEn from '@/lib/i18n/messages/en/shared.json';
import authFr from '@/lib/i18n/messages/fr/auth.json';
import errorsFr from '@/lib/i18n/messages/fr/errors.json';
import sharedFr from '@/lib/i18n/messages/fr/shared.json';

const en = { auth: authEn, errors: errorsEn, shared: sharedEn };

/** English names the texts; a French one that is missing does not compile. One file per capability. */
export type Messages = typeof en;

const fr: Messages = { auth: authFr, errors: errorsFr, shared: sharedFr };

export const catalogue: Record<Locale, Messages> = { en, fr };
