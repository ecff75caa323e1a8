'use client';

import { useTranslations } from 'next-intl';
import { PasswordField } from '@/components/auth/password-field';
import { FormFailure } from '@/components/shared/form-failure';
import { FormField } from '@/components/shared/form-field';
import { PasswordInput } from '@/components/shared/password-input';
import { SubmitButton } from '@/components/shared/submit-button';
import { useActionForm } from '@/components/shared/use-action-form';
import { replaceGivenPasswordAction } from '@/lib/auth/actions';
import { replaceGivenPasswordInput } from '@/lib/auth/schema';

export function GivenPasswordForm({ next, email }: { next: string; email: string }) {
  const t = useTranslations('auth.given');
  const { form, submit, failure, fieldError, isBusy, leave } = useActionForm({
    schema: replaceGivenPasswordInput,
    defaultValues: { current: '', password: '', next },
    action: replaceGivenPasswordAction,
    onDone: (data) => {
      leave();
      // A whole page: the router remembers that these addresses led here.
      window.location.replace(data.next);
    },
  });
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      {/* Tells password managers whose password this is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <FormField label={t('current')} error={fieldError('current')}>
        {(control) => (
          <PasswordInput
            {...control}
            {...form.register('current')}
            autoComplete="current-password"
            autoFocus
          />
        )}
      </FormField>
      <PasswordField label={t('new')} error={fieldError('password')} {...form.register('password')} />
      <FormFailure text={failure} />
      <SubmitButton isBusy={isBusy}>{t('submit')}</SubmitButton>
    </form>
  );
}
