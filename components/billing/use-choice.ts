'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { usePreview } from '@/components/billing/use-preview';
import { useErrorText } from '@/components/shared/use-error-text';
import { type BillingInterval, SEATS_MAX, SEATS_MIN } from '@/lib/billing/plans';
import type { SeatHolder } from '@/lib/billing/queries';

type ChoiceStart = {
  organization: string;
  quantity: number;
  interval: BillingInterval;
  /** What is subscribed to: choosing exactly that costs nothing and changes nothing. */
  now: { quantity: number; interval: BillingInterval } | null;
  holders: readonly SeatHolder[];
};

/** How many seats, paid how often, who keeps one; and what that costs. */
export function useChoice({ organization, quantity, interval, now, holders }: ChoiceStart) {
  const errorText = useErrorText();
  const t = useTranslations('billing.keep');
  const [typed, setTyped] = useState(String(quantity));
  const [chosenInterval, setInterval] = useState(interval);
  const [kept, setKept] = useState<string[] | null>(null);

  const number = /^\s*\d+\s*$/.test(typed) ? Number(typed) : Number.NaN;
  const isValid = Number.isInteger(number) && number >= SEATS_MIN && number <= SEATS_MAX;
  const isSame = now !== null && number === now.quantity && chosenInterval === now.interval;
  const needsKeepers = isValid && holders.length > number;
  // Until somebody says otherwise, those who would keep theirs anyway.
  const keptMembers = needsKeepers ? (kept ?? holders.slice(0, number).map(({ id }) => id)) : null;
  const areKeepersFine = keptMembers === null || (keptMembers.length > 0 && keptMembers.length <= number);
  const cost = usePreview(organization, isValid && !isSame ? number : null, chosenInterval);
  return {
    typed,
    setTyped,
    quantity: number,
    interval: chosenInterval,
    setInterval,
    seatsError: isValid ? undefined : errorText({ code: 'seats_are_invalid' }),
    keptMembers,
    setKept,
    keepText: needsKeepers ? t('text', { used: holders.length, limit: number }) : null,
    cost,
    isReady: isValid && !isSame && areKeepersFine && cost.preview !== null,
  };
}

export type Choice = ReturnType<typeof useChoice>;
