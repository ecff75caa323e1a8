'use client';

import { useTranslations } from 'next-intl';
import { FormFailure } from '@/components/shared/form-failure';
import { FormField } from '@/components/shared/form-field';
import { SubmitButton } from '@/components/shared/submit-button';
import { useActionForm } from '@/components/shared/use-action-form';
import { Input } from '@/components/ui/input';
import { giveRecoveryCodeAction } from '@/lib/auth/second-factor/actions';
import { givenRecoveryCodeInput } from '@/lib/auth/second-factor/schema';

export function RecoveryCodeForm({ next }: { next: string }) {
  const t = useTranslations('auth.code');
  const { form, submit, failure, fieldError, isBusy, leave } = useActionForm({
    schema: givenRecoveryCodeInput,
    defaultValues: { code: '', next },
    action: giveRecoveryCodeAction,
    onDone: (data) => {
      leave();
      // A whole page: the router remembers that these addresses led here.
      window.location.replace(data.next);
    },
  });
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <FormField label={t('recoveryLabel')} error={fieldError('code')}>
        {(control) => (
          <Input
            {...control}
            {...form.register('code')}
            autoComplete="off"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            autoFocus
            maxLength={20}
            placeholder="abcde-fghjk"
            className="font-mono"
          />
        )}
      </FormField>
      <FormFailure text={failure} />
      <SubmitButton isBusy={isBusy}>{t('submit')}</SubmitButton>
    </form>
  );
}
