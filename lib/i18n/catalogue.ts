import type { Locale } from '@/lib/i18n/locales';
import authEn from '@/lib/i18n/messages/en/auth.json';
import conversationsEn from '@/lib/i18n/messages/en/conversations.json';
import errorsEn from '@/lib/i18n/messages/en/errors.json';
import organizationsEn from '@/lib/i18n/messages/en/organizations.json';
import sharedEn from '@/lib/i18n/messages/en/shared.json';
import siteEn from '@/lib/i18n/messages/en/site.json';
import authFr from '@/lib/i18n/messages/fr/auth.json';
import conversationsFr from '@/lib/i18n/messages/fr/conversations.json';
import errorsFr from '@/lib/i18n/messages/fr/errors.json';
import organizationsFr from '@/lib/i18n/messages/fr/organizations.json';
import sharedFr from '@/lib/i18n/messages/fr/shared.json';
import siteFr from '@/lib/i18n/messages/fr/site.json';

const en = {
  auth: authEn,
  conversations: conversationsEn,
  errors: errorsEn,
  organizations: organizationsEn,
  shared: sharedEn,
  site: siteEn,
};

/** English names the texts; a French one that is missing does not compile. One file per capability. */
export type Messages = typeof en;

const fr: Messages = {
  auth: authFr,
  conversations: conversationsFr,
  errors: errorsFr,
  organizations: organizationsFr,
  shared: sharedFr,
  site: siteFr,
};

export const catalogue: Record<Locale, Messages> = { en, fr };
