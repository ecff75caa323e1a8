'use client';

import { useTranslations } from 'next-intl';
import { OneTimeCodeInput } from '@/components/auth/one-time-code-input';
import { FormFailure } from '@/components/shared/form-failure';
import { FormField } from '@/components/shared/form-field';
import { SubmitButton } from '@/components/shared/submit-button';
import { useActionForm } from '@/components/shared/use-action-form';
import { giveCodeAction } from '@/lib/auth/second-factor/actions';
import { givenCodeInput, readAsCode } from '@/lib/auth/second-factor/schema';

export function CodeForm({ next }: { next: string }) {
  const t = useTranslations('auth.code');
  const { form, submit, failure, fieldError, isBusy, leave } = useActionForm({
    schema: givenCodeInput,
    defaultValues: { code: '', next },
    action: giveCodeAction,
    onDone: (data) => {
      leave();
      // A whole page: the router remembers that these addresses led here.
      window.location.replace(data.next);
    },
  });
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <FormField label={t('label')} error={fieldError('code')}>
        {(control) => (
          <OneTimeCodeInput
            {...control}
            {...form.register('code', {
              // Complete, and so nothing is left to do but press the button.
              onChange: ({ target }: { target: HTMLInputElement }) => {
                if (!isBusy && readAsCode(target.value) !== null) target.form?.requestSubmit();
              },
            })}
            autoFocus
          />
        )}
      </FormField>
      <FormFailure text={failure} />
      <SubmitButton isBusy={isBusy}>{t('submit')}</SubmitButton>
    </form>
  );
}
