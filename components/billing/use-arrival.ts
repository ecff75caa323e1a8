'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { notify } from '@/components/ui/notify';
import type { BillingInterval } from '@/lib/billing/plans';
import type { BillingAccount, ChangeOutcome, WayBack } from '@/lib/billing/schema';
import { pathBack } from '@/lib/billing/way-back';

/** A change that Stripe has been sent. */
export type Awaited = { quantity: number; interval: BillingInterval; outcome: ChangeOutcome };

type Arrival = {
  organization: string;
  account: BillingAccount;
  awaited: Awaited | null;
  next: WayBack;
  onArrived: () => void;
};

/** Once what was changed is stored, which is once it is paid, goes on where the person came from. */
export function useArrival({ organization, account, awaited, next, onArrived }: Arrival): void {
  const t = useTranslations('billing.pay');
  const router = useRouter();
  const hasArrived =
    awaited !== null &&
    account.quantity === awaited.quantity &&
    account.billing_interval === awaited.interval;
  const seats = account.quantity;
  useEffect(() => {
    if (!hasArrived) return;
    notify.success(t('changed', { seats }));
    onArrived();
    if (next !== 'subscription') router.push(pathBack(organization, next));
  }, [hasArrived, seats, next, organization, onArrived, router, t]);
}
