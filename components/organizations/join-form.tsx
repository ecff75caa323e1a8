'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { AuthCard } from '@/components/auth/auth-card';
import { PasswordField } from '@/components/auth/password-field';
import { FormFailure } from '@/components/shared/form-failure';
import { FormField } from '@/components/shared/form-field';
import { SubmitButton } from '@/components/shared/submit-button';
import { TextLink } from '@/components/shared/text-link';
import { useActionForm } from '@/components/shared/use-action-form';
import { Input } from '@/components/ui/input';
import { joinAction } from '@/lib/organizations/invitations/actions';
import { joinInput, type ShownInvitation } from '@/lib/organizations/invitations/schema';

type JoinFormProps = { token: string; invitation: ShownInvitation };

/** For somebody new: e-mail and password, and they are in. */
export function JoinForm({ token, invitation }: JoinFormProps) {
  const t = useTranslations('organizations.invitation');
  const tAuth = useTranslations('auth');
  const locale = useLocale();
  const router = useRouter();
  const [confirmAt, setConfirmAt] = useState<string | null>(null);
  const { form, submit, failure, fieldError, isBusy, leave } = useActionForm({
    schema: joinInput,
    defaultValues: { token, email: invitation.email ?? '', password: '', locale },
    action: (input) => joinAction({ ...input, locale }),
    onDone: ({ next, email }) => {
      if (next === null) return setConfirmAt(email);
      leave();
      router.replace(next);
    },
  });

  if (confirmAt !== null) {
    return (
      <div role="status">
        <AuthCard title={t('confirmTitle')} text={t('confirmText', { email: confirmAt })} />
      </div>
    );
  }
  const signIn = `/sign-in?next=${encodeURIComponent(`/invite/${token}`)}`;
  return (
    <AuthCard
      title={t('title', { organization: invitation.organization_name })}
      text={t('text', { nickname: invitation.nickname })}
      footer={
        <>
          {t('haveAccount')} <TextLink href={signIn}>{t('signIn')}</TextLink>
        </>
      }
    >
      <form noValidate onSubmit={submit} className="grid gap-4">
        <FormField label={tAuth('email')} error={fieldError('email')}>
          {(control) => (
            <Input
              {...control}
              {...form.register('email')}
              type="email"
              autoComplete="username"
              readOnly={invitation.email !== null}
              autoFocus={invitation.email === null}
            />
          )}
        </FormField>
        <PasswordField
          label={tAuth('password')}
          error={fieldError('password')}
          {...form.register('password')}
        />
        <FormFailure text={failure} />
        <SubmitButton isBusy={isBusy}>{t('submit')}</SubmitButton>
      </form>
    </AuthCard>
  );
}
