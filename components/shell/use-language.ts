'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useMember } from '@/components/shell/member-provider';
import { notify } from '@/components/ui/notify';
import { LOCALE_COOKIE, type Locale } from '@/lib/i18n/locales';
import { updateMyLanguageAction } from '@/lib/people/actions';
import { setPreferenceCookie } from '@/lib/platform/preference-cookie';

/** The member's language: kept with the membership, and in this browser for when they are signed out. */
export function useLanguage(): { language: Locale; chooseLanguage: (next: Locale) => void } {
  const t = useTranslations('shell');
  const language = useLocale();
  const router = useRouter();
  const { organizationSlug } = useMember();

  async function chooseLanguage(next: Locale): Promise<void> {
    if (next === language) return;
    const answer = await updateMyLanguageAction({ organization: organizationSlug, locale: next }).catch(
      () => undefined,
    );
    if (!answer || answer.serverError || answer.validationErrors) return notify.error(t('languageFailed'));
    setPreferenceCookie(LOCALE_COOKIE, next);
    router.refresh();
  }

  return { language, chooseLanguage: (next) => void chooseLanguage(next) };
}
