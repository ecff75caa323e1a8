'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Controller } from 'react-hook-form';
import { Card } from '@/components/shared/card';
import { FormFailure } from '@/components/shared/form-failure';
import { FormField } from '@/components/shared/form-field';
import { SubmitButton } from '@/components/shared/submit-button';
import { useActionForm } from '@/components/shared/use-action-form';
import { AddressInput } from '@/components/sites/address-input';
import { Input } from '@/components/ui/input';
import { createSiteAction } from '@/lib/sites/actions';
import { createSiteInput } from '@/lib/sites/schema';

type CreateSiteFormProps = {
  organization: string;
  /** The plan allows no more sites; the page says so and leads on. */
  isFull: boolean;
};

export function CreateSiteForm({ organization, isFull }: CreateSiteFormProps) {
  const t = useTranslations('sites.form');
  const router = useRouter();
  const { form, submit, failure, fieldError, isBusy, leave } = useActionForm({
    schema: createSiteInput,
    defaultValues: { organization, name: '', addresses: [] as string[] },
    action: async (site) => {
      const answer = await createSiteAction(site);
      // Somebody else took the last one: the page now says what can be done.
      if (answer?.serverError?.code === 'no_site_left') router.refresh();
      return answer;
    },
    onDone: ({ next }) => {
      leave();
      router.push(next);
    },
  });
  return (
    <Card>
      <form noValidate onSubmit={submit} className="grid gap-5 p-5">
        <FormField label={t('name')} hint={t('nameHint')} error={fieldError('name')}>
          {(control) => <Input {...control} {...form.register('name')} autoComplete="off" autoFocus />}
        </FormField>
        <Controller
          control={form.control}
          name="addresses"
          render={({ field }) => (
            <AddressInput
              value={field.value}
              onChange={field.onChange}
              onBlur={field.onBlur}
              error={fieldError('addresses')}
            />
          )}
        />
        {failure ? <FormFailure text={failure} /> : null}
        <SubmitButton isBusy={isBusy} disabled={isFull && !isBusy} className="justify-self-start">
          {t('submit')}
        </SubmitButton>
      </form>
    </Card>
  );
}
