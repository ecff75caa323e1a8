'use client';

import { useTranslations } from 'next-intl';
import type { UseFormReturn } from 'react-hook-form';
import { FormField } from '@/components/shared/form-field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { type Country, vatExample } from '@/lib/billing/countries';
import type { BillingAccount, OrderInput } from '@/lib/billing/schema';

/** What is known of them before they have said anything. */
export type Buyer = { company: string; email: string };

export const orderOf = (organization: string, account: BillingAccount, buyer: Buyer): OrderInput => ({
  organization,
  company: account.company || buyer.company,
  email: account.email || buyer.email,
  line1: account.line1,
  line2: account.line2,
  postal_code: account.postal_code,
  city: account.city,
  country: account.country,
  vat_id: account.vat_id,
});

type OrderFieldsProps = {
  form: UseFormReturn<OrderInput, unknown, OrderInput>;
  fieldError: (field: keyof OrderInput) => string | undefined;
  countries: readonly Country[];
};

/** Who the invoice is for. */
export function OrderFields({ form, fieldError, countries }: OrderFieldsProps) {
  const t = useTranslations('billing.order');
  const country = form.watch('country');

  const text = (field: keyof OrderInput, label: string, autoComplete: string, isOptional = false) => (
    <FormField
      label={label}
      error={fieldError(field)}
      aside={isOptional ? t('optional') : undefined}
      hint={field === 'vat_id' ? t('vatHint', { example: vatExample(country) }) : undefined}
    >
      {(control) => (
        <Input
          {...control}
          {...form.register(field)}
          autoComplete={autoComplete}
          type={field === 'email' ? 'email' : 'text'}
          aria-required={!isOptional}
        />
      )}
    </FormField>
  );

  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {text('company', t('company'), 'organization')}
      {text('email', t('email'), 'email')}
      {text('line1', t('line1'), 'address-line1')}
      {text('line2', t('line2'), 'address-line2', true)}
      {text('postal_code', t('postalCode'), 'postal-code')}
      {text('city', t('city'), 'address-level2')}
      <FormField label={t('country')} error={fieldError('country')}>
        {(control) => (
          <Select {...control} {...form.register('country')} autoComplete="country" aria-required>
            <option value="">{t('chooseCountry')}</option>
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </FormField>
      {text('vat_id', t('vatId'), 'off', true)}
    </div>
  );
}
