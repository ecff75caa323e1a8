'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { AuthCard } from '@/components/auth/auth-card';
import { PasswordField } from '@/components/auth/password-field';
import { FounderFields } from '@/components/organizations/founder-fields';
import { FormFailure } from '@/components/shared/form-failure';
import { FormField } from '@/components/shared/form-field';
import { SubmitButton } from '@/components/shared/submit-button';
import { TextLink } from '@/components/shared/text-link';
import { useActionForm } from '@/components/shared/use-action-form';
import { Input } from '@/components/ui/input';
import { signUpAction } from '@/lib/organizations/actions';
import { signUpInput } from '@/lib/organizations/schema';
import { browserTimeZone } from '@/lib/platform/browser-time-zone';

export function SignUpForm() {
  const t = useTranslations('organizations');
  const tAuth = useTranslations('auth');
  const locale = useLocale();
  const router = useRouter();
  const [confirmAt, setConfirmAt] = useState<string | null>(null);
  const { form, submit, failure, fieldError, isBusy, leave } = useActionForm({
    schema: signUpInput,
    defaultValues: {
      organizationName: '',
      firstName: '',
      lastName: '',
      email: '',
      password: '',
      locale,
      timeZone: browserTimeZone(),
    },
    action: (input) => signUpAction({ ...input, locale }),
    onDone: ({ next, email }) => {
      if (next === null) return setConfirmAt(email);
      leave();
      router.replace(next);
    },
  });

  if (confirmAt !== null) {
    return (
      <div role="status">
        <AuthCard title={t('signUp.confirmTitle')} text={t('signUp.confirmText', { email: confirmAt })} />
      </div>
    );
  }
  const signIn = <TextLink href="/sign-in">{t('signUp.signIn')}</TextLink>;
  return (
    <AuthCard
      title={t('signUp.title')}
      text={t('signUp.text')}
      footer={
        <>
          {t('signUp.haveAccount')} {signIn}
        </>
      }
    >
      <form noValidate onSubmit={submit} className="grid gap-4">
        <FounderFields register={form.register} error={fieldError} />
        <FormField label={tAuth('email')} error={fieldError('email')}>
          {(control) => (
            <Input {...control} {...form.register('email')} type="email" autoComplete="username" />
          )}
        </FormField>
        <PasswordField
          label={tAuth('password')}
          error={fieldError('password')}
          {...form.register('password')}
        />
        <FormFailure text={failure} />
        <SubmitButton isBusy={isBusy}>{t('signUp.submit')}</SubmitButton>
      </form>
    </AuthCard>
  );
}
