'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { ErrorAnswer } from '@/lib/platform/errors';

/** Turns a failure's code into a sentence; a code without one is shown as unexpected, with its reference. */
export function useErrorText(): (error: ErrorAnswer) => string {
  const t = useTranslations('errors');
  return useCallback(
    (error) => {
      const key = error.code as Parameters<typeof t>[0];
      if (error.code !== 'unexpected' && t.has(key)) return t(key, { reference: error.reference ?? '' });
      return t('unexpected', { reference: error.reference ?? error.code });
    },
    [t],
  );
}
