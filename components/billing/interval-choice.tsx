'use client';

import { useTranslations } from 'next-intl';
import { useMoney } from '@/components/billing/use-money';
import { ChoiceCard } from '@/components/shared/choice-card';
import { Badge } from '@/components/ui/badge';
import { yearlyDiscountPercent } from '@/lib/billing/money';
import { BILLING_INTERVALS, type BillingInterval } from '@/lib/billing/plans';
import type { Offers } from '@/lib/billing/schema';

type IntervalChoiceProps = {
  offers: Offers;
  value: BillingInterval;
  onChange: (interval: BillingInterval) => void;
};

/** Monthly or annually, with what a seat costs and how much less a year is. */
export function IntervalChoice({ offers, value, onChange }: IntervalChoiceProps) {
  const t = useTranslations('billing.edit');
  const money = useMoney();
  const { month, year } = offers;
  const percent = yearlyDiscountPercent(month.unitAmount, year.unitAmount);
  const hints = {
    month: t('perMonth', { price: money(month.unitAmount, month.currency) }),
    year: t('perYearMonthly', {
      price: money(year.unitAmount, year.currency),
      monthly: money(Math.round(year.unitAmount / 12), year.currency),
    }),
  };
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-[13px]">{t('interval')}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {BILLING_INTERVALS.map((interval) => (
          <ChoiceCard
            key={interval}
            type="radio"
            name="interval"
            label={
              <span className="inline-flex flex-wrap items-center gap-2">
                {t(interval)}
                {interval === 'year' && percent > 0 ? (
                  <Badge tone="online">{t('discount', { percent })}</Badge>
                ) : null}
              </span>
            }
            hint={hints[interval]}
            checked={value === interval}
            onChange={() => onChange(interval)}
          />
        ))}
      </div>
    </fieldset>
  );
}
