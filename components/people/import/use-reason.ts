'use client';

import { useTranslations } from 'next-intl';
import { useErrorText } from '@/components/shared/use-error-text';

/** Why a row is not brought in, as a sentence: the words of an import first, those of every form otherwise. */
export function useReason(): (code: string) => string {
  const t = useTranslations('import');
  const errorText = useErrorText();
  return (code) => {
    const key = `reason.${code}` as 'reason.email_is_twice';
    return t.has(key) ? t(key) : errorText({ code });
  };
}
