'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { LOCALE_COOKIE, LOCALE_NAMES, LOCALES, type Locale } from '@/lib/i18n/locales';
import { cn } from '@/lib/platform/cn';
import { setPreferenceCookie } from '@/lib/platform/preference-cookie';

/** For people who are not signed in; members have a language of their own. */
export function LanguageSwitch() {
  const t = useTranslations('shared');
  const current = useLocale();
  const router = useRouter();
  const [isPending, startTransition] = useTransition();

  function choose(locale: Locale): void {
    setPreferenceCookie(LOCALE_COOKIE, locale);
    startTransition(() => router.refresh());
  }

  return (
    <fieldset className="flex gap-1" aria-busy={isPending}>
      <legend className="sr-only">{t('language')}</legend>
      {LOCALES.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          onClick={() => choose(locale)}
          className={cn(
            'rounded-md px-2 py-1 text-[13px] transition-colors hover:text-foreground pointer-coarse:px-3 pointer-coarse:py-3',
            locale === current ? 'font-medium text-foreground' : 'text-muted-foreground',
          )}
        >
          {LOCALE_NAMES[locale]}
        </button>
      ))}
    </fieldset>
  );
}
