import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { listMemberships } from '@/lib/auth/session';
import { catalogue } from '@/lib/i18n/catalogue';
import { isLocale, LOCALE_COOKIE, type Locale, preferredLocale } from '@/lib/i18n/locales';
import { ORGANIZATION_HEADER } from '@/lib/platform/request-headers';

type Preferences = { locale: Locale; timeZone: string };

/** A membership has its own language and time zone; the address tells which membership is meant. */
async function memberPreferences(): Promise<Preferences | undefined> {
  // When Auth or the database does not answer, the page will say so; in some language.
  const memberships = await listMemberships().catch(() => []);
  const slug = (await headers()).get(ORGANIZATION_HEADER);
  const membership = memberships.find(({ organization }) => organization.slug === slug) ?? memberships[0];
  return membership && { locale: membership.member.locale, timeZone: membership.member.time_zone };
}

export async function visitorLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  return isLocale(chosen) ? chosen : preferredLocale((await headers()).get('accept-language'));
}

export default getRequestConfig(async ({ locale: asked }) => {
  if (isLocale(asked)) return { locale: asked, messages: catalogue[asked], timeZone: 'UTC' };
  const { locale, timeZone } = (await memberPreferences()) ?? {
    locale: await visitorLocale(),
    timeZone: 'UTC',
  };
  return { locale, timeZone, messages: catalogue[locale] };
});
