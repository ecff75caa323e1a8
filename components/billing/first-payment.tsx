'use client';

import { useTranslations } from 'next-intl';
import { ChoiceFields } from '@/components/billing/choice-fields';
import { type Buyer, OrderFields, orderOf } from '@/components/billing/order-fields';
import { useChoice } from '@/components/billing/use-choice';
import { Card } from '@/components/shared/card';
import { FormFailure } from '@/components/shared/form-failure';
import { SubmitButton } from '@/components/shared/submit-button';
import { useActionForm } from '@/components/shared/use-action-form';
import { checkoutAction, saveOrderAction } from '@/lib/billing/actions';
import type { Country } from '@/lib/billing/countries';
import type { BillingInterval } from '@/lib/billing/plans';
import type { SeatHolder } from '@/lib/billing/queries';
import {
  type BillingAccount,
  type Offers,
  type OrderInput,
  orderInput,
  type WayBack,
} from '@/lib/billing/schema';

type FirstPaymentProps = {
  organization: string;
  account: BillingAccount;
  buyer: Buyer;
  countries: readonly Country[];
  offers: Offers;
  holders: readonly SeatHolder[];
  quantity: number;
  interval: BillingInterval;
  next: WayBack;
};

/** From a number of seats to Stripe's page in one form: seats, payment, who the invoice is for. */
export function FirstPayment(props: FirstPaymentProps) {
  const { organization, account, buyer, offers, holders, next } = props;
  const t = useTranslations('billing');
  const choice = useChoice({ ...props, now: null });
  const { form, submit, failure, fieldError, isBusy, leave } = useActionForm<
    OrderInput,
    OrderInput,
    { url: string }
  >({
    schema: orderInput,
    defaultValues: orderOf(organization, account, buyer),
    action: async (order) => {
      const saved = await saveOrderAction(order);
      if (saved?.serverError || saved?.validationErrors) return { ...saved, data: undefined };
      const { quantity, interval, keptMembers } = choice;
      return checkoutAction({ organization, quantity, interval, keptMembers, next });
    },
    onDone: ({ url }) => {
      leave();
      window.location.assign(url);
    },
  });
  return (
    <Card aria-label={t('plan.subscribe')} id="edit">
      <form noValidate onSubmit={submit}>
        <div className="grid gap-5 p-5">
          <div className="grid gap-0.5">
            <h2 className="font-semibold text-[15px]">{t('edit.title')}</h2>
            <p className="text-muted-foreground">{t('edit.text')}</p>
          </div>
          <ChoiceFields choice={choice} offers={offers} holders={holders} seatsNow={null} />
        </div>
        <div className="grid gap-4 border-border border-t p-5">
          <div className="grid gap-0.5">
            <h2 className="font-semibold text-[15px]">{t('order.title')}</h2>
            <p className="text-muted-foreground">{t('order.text')}</p>
          </div>
          <OrderFields form={form} fieldError={fieldError} countries={props.countries} />
          {failure ? <FormFailure text={failure} /> : null}
        </div>
        <div className="flex flex-wrap items-center justify-end gap-3 rounded-b-xl border-border border-t bg-muted/50 px-5 py-3">
          <p className="flex-1 text-[13px] text-muted-foreground">{t('pay.safe')}</p>
          <SubmitButton isBusy={isBusy} disabled={!choice.isReady && !isBusy}>
            {t('pay.continue')}
          </SubmitButton>
        </div>
      </form>
    </Card>
  );
}
