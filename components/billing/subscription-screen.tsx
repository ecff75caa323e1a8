'use client';

import { CloudOff } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { Alerts } from '@/components/billing/alerts';
import { ChangeSeats } from '@/components/billing/change-seats';
import { ChooseNow } from '@/components/billing/choose-now';
import { EndCard } from '@/components/billing/end-card';
import { FirstPayment } from '@/components/billing/first-payment';
import { InvoicesCard } from '@/components/billing/invoices-card';
import type { Buyer } from '@/components/billing/order-fields';
import { OrderForm } from '@/components/billing/order-form';
import { PlanCard } from '@/components/billing/plan-card';
import { PortalButton } from '@/components/billing/portal-button';
import { type Awaited, useArrival } from '@/components/billing/use-arrival';
import { Card, CardHeader } from '@/components/shared/card';
import { EmptyState } from '@/components/shared/empty-state';
import { Button } from '@/components/ui/button';
import type { Country } from '@/lib/billing/countries';
import { type BillingInterval, isLive } from '@/lib/billing/plans';
import type { SeatHolder } from '@/lib/billing/queries';
import type { BillingAccount, BillingInvoice, Offers, RetentionOutlook, WayBack } from '@/lib/billing/schema';

type SubscriptionScreenProps = {
  organization: string;
  account: BillingAccount;
  seats: { used: number; limit: number | null };
  /** Null while Stripe does not answer. */
  offers: Offers | null;
  invoices: readonly BillingInvoice[];
  holders: readonly SeatHolder[];
  retention: RetentionOutlook;
  buyer: Buyer;
  countries: readonly Country[];
  /** Where the person came from, and goes on afterwards. */
  next: WayBack;
  wished: { quantity: number; interval: BillingInterval };
  isEditing: boolean;
};

export function SubscriptionScreen(props: SubscriptionScreenProps) {
  const { organization, account, seats, offers, invoices, holders, retention, buyer, next, wished } = props;
  const t = useTranslations('billing');
  const [isEditing, setEditing] = useState(props.isEditing);
  const [awaited, setAwaited] = useState<Awaited | null>(null);
  const arrive = useCallback(() => {
    setAwaited(null);
    setEditing(false);
  }, []);
  useArrival({ organization, account, awaited, next, onArrived: arrive });

  const hasSubscription = isLive(account.status);
  const isChangeable =
    hasSubscription && account.subscribed_plan === 'seat' && account.billing_interval !== null;
  return (
    <>
      <Alerts
        organization={organization}
        account={account}
        invoices={invoices}
        shorterRetention={retention.shorter}
      />
      {account.choose_by !== null && seats.limit !== null ? (
        <ChooseNow
          organization={organization}
          holders={holders}
          limit={seats.limit}
          chooseBy={account.choose_by}
        />
      ) : null}
      <PlanCard
        account={account}
        seats={seats}
        offers={offers}
        retention={retention}
        onEdit={isChangeable && offers !== null && !isEditing ? () => setEditing(true) : null}
      />
      {offers === null ? <PricesAway /> : null}
      {offers !== null && isChangeable && isEditing && account.billing_interval !== null ? (
        <ChangeSeats
          organization={organization}
          now={{ quantity: account.quantity, interval: account.billing_interval }}
          start={wished}
          offers={offers}
          holders={holders}
          awaited={awaited}
          onSent={setAwaited}
          onCancel={arrive}
        />
      ) : null}
      {offers !== null && !hasSubscription && !account.is_unlimited ? (
        <FirstPayment
          organization={organization}
          account={account}
          buyer={buyer}
          countries={props.countries}
          offers={offers}
          holders={holders}
          {...wished}
          next={next}
        />
      ) : null}
      {hasSubscription ? (
        <OrderForm organization={organization} account={account} buyer={buyer} countries={props.countries} />
      ) : null}
      {account.stripe_customer_id !== null ? (
        <Card className="pb-5">
          <CardHeader
            title={t('payment.title')}
            description={t('payment.text')}
            actions={<PortalButton organization={organization}>{t('payment.open')}</PortalButton>}
          />
        </Card>
      ) : null}
      {account.is_unlimited ? null : <InvoicesCard invoices={invoices} />}
      {hasSubscription && !account.cancel_at_period_end && account.current_period_end !== null ? (
        <EndCard
          organization={organization}
          holders={holders}
          retention={retention.free}
          endsAt={account.current_period_end}
        />
      ) : null}
    </>
  );
}

function PricesAway() {
  const t = useTranslations('billing.away');
  const router = useRouter();
  return (
    <Card>
      <EmptyState
        icon={<CloudOff />}
        title={t('title')}
        text={t('text')}
        actions={<Button onClick={() => router.refresh()}>{t('retry')}</Button>}
      />
    </Card>
  );
}
