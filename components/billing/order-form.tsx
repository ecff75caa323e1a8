'use client';

import { useTranslations } from 'next-intl';
import { type Buyer, OrderFields, orderOf } from '@/components/billing/order-fields';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { saveOrderAction } from '@/lib/billing/actions';
import type { Country } from '@/lib/billing/countries';
import { type BillingAccount, type OrderInput, orderInput } from '@/lib/billing/schema';

type OrderFormProps = {
  organization: string;
  account: BillingAccount;
  buyer: Buyer;
  countries: readonly Country[];
};

/** Who the next invoices are for. */
export function OrderForm({ organization, account, buyer, countries }: OrderFormProps) {
  const t = useTranslations('billing.order');
  const { form, submit, fieldError, ...state } = useSettingsForm<OrderInput, OrderInput, OrderInput>({
    schema: orderInput,
    defaultValues: orderOf(organization, account, buyer),
    action: saveOrderAction,
    afterSave: (saved) => saved,
  });
  return (
    <SettingsForm title={t('title')} text={t('text')} onSubmit={submit} {...state}>
      <OrderFields form={form} fieldError={fieldError} countries={countries} />
    </SettingsForm>
  );
}
