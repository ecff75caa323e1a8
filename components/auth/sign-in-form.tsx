'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { FormFailure } from '@/components/shared/form-failure';
import { FormField } from '@/components/shared/form-field';
import { PasswordInput } from '@/components/shared/password-input';
import { SubmitButton } from '@/components/shared/submit-button';
import { useActionForm } from '@/components/shared/use-action-form';
import { Input } from '@/components/ui/input';
import { Link } from '@/components/ui/link';
import { signInAction } from '@/lib/auth/actions';
import { signInInput } from '@/lib/auth/schema';

export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('auth');
  const router = useRouter();
  const { form, submit, failure, fieldError, isBusy, leave } = useActionForm({
    schema: signInInput,
    defaultValues: { email: '', password: '', next },
    action: signInAction,
    onDone: (data) => {
      leave();
      router.replace(data.next);
    },
  });
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <FormField label={t('email')} error={fieldError('email')}>
        {(control) => (
          <Input {...control} {...form.register('email')} type="email" autoComplete="username" autoFocus />
        )}
      </FormField>
      <FormField
        label={t('password')}
        error={fieldError('password')}
        aside={
          <Link href="/forgot-password" className="rounded-sm hover:text-foreground hover:underline">
            {t('signIn.forgot')}
          </Link>
        }
      >
        {(control) => (
          <PasswordInput {...control} {...form.register('password')} autoComplete="current-password" />
        )}
      </FormField>
      <FormFailure text={failure} />
      <SubmitButton isBusy={isBusy}>{t('signIn.submit')}</SubmitButton>
    </form>
  );
}
