'use client';

import { useTranslations } from 'next-intl';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { FormField } from '@/components/shared/form-field';
import { Input } from '@/components/ui/input';

export type FounderField = 'organizationName' | 'firstName' | 'lastName';

type FounderFieldsProps = {
  register: (field: FounderField) => UseFormRegisterReturn<FounderField>;
  error: (field: FounderField) => string | undefined;
};

export function FounderFields({ register, error }: FounderFieldsProps) {
  const t = useTranslations('organizations');
  return (
    <>
      <FormField label={t('organizationName')} hint={t('organizationHint')} error={error('organizationName')}>
        {(control) => (
          <Input {...control} {...register('organizationName')} autoComplete="organization" autoFocus />
        )}
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label={t('firstName')} error={error('firstName')}>
          {(control) => <Input {...control} {...register('firstName')} autoComplete="given-name" />}
        </FormField>
        <FormField label={t('lastName')} error={error('lastName')}>
          {(control) => <Input {...control} {...register('lastName')} autoComplete="family-name" />}
        </FormField>
      </div>
    </>
  );
}
