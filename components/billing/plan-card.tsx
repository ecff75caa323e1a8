'use client';

import { useTranslations } from 'next-intl';
import { useMoney } from '@/components/billing/use-money';
import { Card } from '@/components/shared/card';
import { useTimeFormats } from '@/components/shell/use-time-formats';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { BillingAccount, Offers, RetentionOutlook } from '@/lib/billing/schema';
import { cn } from '@/lib/platform/cn';

type PlanCardProps = {
  account: BillingAccount;
  seats: { used: number; limit: number | null };
  offers: Offers | null;
  retention: RetentionOutlook;
  /** Absent where there is nothing to edit, or the form is open already. */
  onEdit: (() => void) | null;
};

/** What the organization has now. */
export function PlanCard({ account, seats, offers, retention, onEdit }: PlanCardProps) {
  const t = useTranslations('billing.plan');
  const { plan } = account;
  return (
    <Card className="grid gap-4 p-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="grid gap-1">
          <h2 className="font-medium text-[13px] text-muted-foreground">{t('title')}</h2>
          <p className="flex flex-wrap items-center gap-2 font-semibold text-lg">
            {t(plan)}
            {plan === 'trial' ? <TrialBadge endsAt={account.trial_ends_at} /> : null}
          </p>
          <p className="text-muted-foreground">
            <PlanText account={account} offers={offers} />
          </p>
          <p className="text-muted-foreground">
            <RetentionText {...retention} />
          </p>
        </div>
        {onEdit ? (
          <Button variant="secondary" onClick={onEdit}>
            {t('edit')}
          </Button>
        ) : null}
      </div>
      <SeatsMeter {...seats} />
    </Card>
  );
}

function TrialBadge({ endsAt }: { endsAt: string | null }) {
  const formats = useTimeFormats();
  return endsAt === null ? null : <Badge tone="accent">{formats.date(endsAt)}</Badge>;
}

function PlanText({ account, offers }: { account: BillingAccount; offers: Offers | null }) {
  const t = useTranslations('billing');
  const money = useMoney();
  const formats = useTimeFormats();
  const { plan, billing_interval, current_period_end, cancel_at_period_end, quantity } = account;
  if (plan === 'trial') {
    return t('plan.trialText', { date: account.trial_ends_at ? formats.date(account.trial_ends_at) : '' });
  }
  if (plan === 'free') return t('plan.freeText');
  if (plan === 'unlimited') return t('plan.unlimitedText');
  if (plan === 'contact') return t('plan.contactText');
  const offer = offers && billing_interval ? offers[billing_interval] : null;
  const date = current_period_end ? formats.date(current_period_end) : '';
  if (!offer) return cancel_at_period_end ? t('plan.ends', { date }) : null;
  const price = money(offer.unitAmount, offer.currency);
  return (
    <>
      {offer.interval === 'year' ? t('edit.perYear', { price }) : t('edit.perMonth', { price })}
      {'. '}
      {cancel_at_period_end
        ? t('plan.ends', { date })
        : t('plan.renews', { date, amount: money(offer.unitAmount * quantity, offer.currency) })}
    </>
  );
}

function RetentionText({ days, shorter }: RetentionOutlook) {
  const t = useTranslations('billing.plan');
  const formats = useTimeFormats();
  if (shorter) return t('keptUntil', { date: formats.date(shorter.at), days: shorter.days });
  return days === null ? t('keptForever') : t('kept', { days });
}

function SeatsMeter({ used, limit }: { used: number; limit: number | null }) {
  const t = useTranslations('billing.plan');
  if (limit === null) return <p className="text-[13px]">{t('seatsOpen', { used })}</p>;
  const isFull = used >= limit;
  const text = t('seats', { used, limit });
  return (
    <div className="grid gap-1.5">
      <p className="text-[13px] tabular-nums">{text}</p>
      <div aria-hidden className="h-2 overflow-hidden rounded-full bg-muted">
        <div
          className={cn('h-full rounded-full', isFull ? 'bg-danger' : 'bg-accent')}
          style={{ width: `${limit === 0 ? 100 : Math.min(100, (used / limit) * 100)}%` }}
        />
      </div>
    </div>
  );
}
