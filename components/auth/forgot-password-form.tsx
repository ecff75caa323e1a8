'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AuthCard } from '@/components/auth/auth-card';
import { FormFailure } from '@/components/shared/form-failure';
import { FormField } from '@/components/shared/form-field';
import { SubmitButton } from '@/components/shared/submit-button';
import { TextLink } from '@/components/shared/text-link';
import { useActionForm } from '@/components/shared/use-action-form';
import { Input } from '@/components/ui/input';
import { forgotPasswordAction } from '@/lib/auth/actions';
import { forgotPasswordInput } from '@/lib/auth/schema';

export function ForgotPasswordForm() {
  const t = useTranslations('auth');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { form, submit, failure, fieldError, isBusy } = useActionForm({
    schema: forgotPasswordInput,
    defaultValues: { email: '' },
    action: forgotPasswordAction,
    onDone: ({ email }) => setSentTo(email),
  });
  const back = <TextLink href="/sign-in">{t('forgot.back')}</TextLink>;

  if (sentTo !== null) {
    return (
      <div role="status">
        <AuthCard title={t('forgot.sentTitle')} text={t('forgot.sentText', { email: sentTo })} footer={back}>
          <p className="text-muted-foreground">{t('forgot.again')}</p>
        </AuthCard>
      </div>
    );
  }
  return (
    <AuthCard title={t('forgot.title')} text={t('forgot.text')} footer={back}>
      <form noValidate onSubmit={submit} className="grid gap-4">
        <FormField label={t('email')} error={fieldError('email')}>
          {(control) => (
            <Input {...control} {...form.register('email')} type="email" autoComplete="username" autoFocus />
          )}
        </FormField>
        <FormFailure text={failure} />
        <SubmitButton isBusy={isBusy}>{t('forgot.submit')}</SubmitButton>
      </form>
    </AuthCard>
  );
}
