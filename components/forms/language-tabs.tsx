'use client';

import { useTranslations } from 'next-intl';
import { missingIn } from '@/lib/forms/check-fields';
import type { FormField } from '@/lib/forms/fields';
import { LOCALE_NAMES, LOCALES, type Locale } from '@/lib/i18n/locales';

type LanguageTabsProps = {
  language: Locale;
  fields: readonly FormField[];
  onLanguage: (language: Locale) => void;
};

/** Which language the texts below are in, and how many of them it lacks. */
export function LanguageTabs({ language, fields, onLanguage }: LanguageTabsProps) {
  const t = useTranslations('forms');
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{t('language')}</legend>
      {LOCALES.map((locale) => {
        const missing = missingIn(locale, fields);
        return (
          <label
            key={locale}
            className="inline-flex h-9 cursor-pointer items-center gap-2 rounded-md border border-border-strong px-3 font-medium text-[13px] hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-soft-foreground has-focus-visible:outline-2 has-focus-visible:outline-focus pointer-coarse:h-11"
          >
            <input
              type="radio"
              name="form-language"
              className="sr-only"
              checked={language === locale}
              onChange={() => onLanguage(locale)}
            />
            <span lang={locale}>{LOCALE_NAMES[locale]}</span>
            {missing > 0 ? (
              <span className="rounded-full bg-waiting-soft px-1.5 text-waiting text-xs">
                {t('missing', { count: missing })}
              </span>
            ) : null}
          </label>
        );
      })}
    </fieldset>
  );
}
