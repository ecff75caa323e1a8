'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { FounderFields } from '@/components/organizations/founder-fields';
import { FormFailure } from '@/components/shared/form-failure';
import { SubmitButton } from '@/components/shared/submit-button';
import { useActionForm } from '@/components/shared/use-action-form';
import { createOrganizationAction } from '@/lib/organizations/actions';
import { createOrganizationInput } from '@/lib/organizations/schema';
import { browserTimeZone } from '@/lib/platform/browser-time-zone';

export type FounderDefaults = { organizationName: string; firstName: string; lastName: string };

export function CreateOrganizationForm({ defaults }: { defaults: FounderDefaults }) {
  const t = useTranslations('organizations');
  const locale = useLocale();
  const router = useRouter();
  const { form, submit, failure, fieldError, isBusy, leave } = useActionForm({
    schema: createOrganizationInput,
    defaultValues: { ...defaults, locale, timeZone: browserTimeZone() },
    action: (input) => createOrganizationAction({ ...input, locale }),
    onDone: ({ next }) => {
      leave();
      router.replace(next);
    },
  });
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <FounderFields register={form.register} error={fieldError} />
      <FormFailure text={failure} />
      <SubmitButton isBusy={isBusy}>{t('new.submit')}</SubmitButton>
    </form>
  );
}
