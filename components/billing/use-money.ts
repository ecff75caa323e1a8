'use client';

import { useLocale } from 'next-intl';
import { useCallback } from 'react';
import { formatMoney } from '@/lib/billing/money';

/** An amount in its currency's smallest unit, as the reader's language writes money. */
export function useMoney(): (amount: number, currency: string) => string {
  const locale = useLocale();
  return useCallback((amount, currency) => formatMoney(amount, currency, locale), [locale]);
}
