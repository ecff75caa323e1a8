'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormField } from '@/components/shared/form-field';
import { PasswordInput } from '@/components/shared/password-input';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { Input } from '@/components/ui/input';
import { changeEmailAction } from '@/lib/auth/actions';
import { changeEmailInput } from '@/lib/auth/schema';

/** One's own address: it changes once the link in the mail to the new one is opened. */
export function OwnEmailForm({ organization, email }: { organization: string; email: string }) {
  const t = useTranslations('account.email');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const unchanged = { organization, email, current: '' };
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: changeEmailInput,
    defaultValues: unchanged,
    action: changeEmailAction,
    afterSave: (sent) => {
      setSentTo(sent.email);
      return unchanged;
    },
  });
  return (
    <SettingsForm
      title={t('title')}
      text={t('text')}
      onSubmit={submit}
      saveLabel={t('save')}
      savedLabel={t('sent', { email: sentTo ?? '' })}
      {...state}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label={t('label')} error={fieldError('email')}>
          {(control) => (
            <Input
              {...control}
              {...form.register('email')}
              type="email"
              defaultValue={email}
              autoComplete="email"
            />
          )}
        </FormField>
        <FormField label={t('current')} error={fieldError('current')}>
          {(control) => (
            <PasswordInput {...control} {...form.register('current')} autoComplete="current-password" />
          )}
        </FormField>
      </div>
    </SettingsForm>
  );
}
