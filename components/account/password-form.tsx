'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PasswordField } from '@/components/auth/password-field';
import { FormField } from '@/components/shared/form-field';
import { PasswordInput } from '@/components/shared/password-input';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { changePasswordAction } from '@/lib/auth/actions';
import { changePasswordInput } from '@/lib/auth/schema';

export function PasswordForm({ organization, email }: { organization: string; email: string }) {
  const t = useTranslations('account.password');
  const [round, setRound] = useState(0);
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: changePasswordInput,
    defaultValues: { organization, current: '', password: '' },
    action: changePasswordAction,
    afterSave: () => {
      setRound((round) => round + 1);
      return { organization, current: '', password: '' };
    },
  });
  return (
    <SettingsForm
      title={t('title')}
      text={t('text', { email })}
      onSubmit={submit}
      saveLabel={t('save')}
      savedLabel={t('changed')}
      {...state}
    >
      {/* Tells password managers whose password this is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label={t('current')} error={fieldError('current')}>
          {(control) => (
            <PasswordInput {...control} {...form.register('current')} autoComplete="current-password" />
          )}
        </FormField>
        <PasswordField
          key={round}
          label={t('new')}
          error={fieldError('password')}
          {...form.register('password')}
        />
      </div>
    </SettingsForm>
  );
}
