'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { PasswordField } from '@/components/auth/password-field';
import { FormFailure } from '@/components/shared/form-failure';
import { SubmitButton } from '@/components/shared/submit-button';
import { useActionForm } from '@/components/shared/use-action-form';
import { resetPasswordAction } from '@/lib/auth/actions';
import { resetPasswordInput } from '@/lib/auth/schema';

export function ResetPasswordForm({ email }: { email: string }) {
  const t = useTranslations('auth');
  const router = useRouter();
  const { form, submit, failure, fieldError, isBusy, leave } = useActionForm({
    schema: resetPasswordInput,
    defaultValues: { password: '' },
    action: resetPasswordAction,
    onDone: ({ next }) => {
      leave();
      router.replace(next);
    },
  });
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      {/* Tells password managers whose password this is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label={t('reset.password')}
        error={fieldError('password')}
        {...form.register('password')}
      />
      <FormFailure text={failure} />
      <SubmitButton isBusy={isBusy}>{t('reset.submit')}</SubmitButton>
    </form>
  );
}
