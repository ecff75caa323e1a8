'use client';

import { useTranslations } from 'next-intl';
import { FormField } from '@/components/shared/form-field';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { Input } from '@/components/ui/input';
import { updateMyNamesAction } from '@/lib/people/actions';
import { updateMyNamesInput } from '@/lib/people/schema';

type NamesFormProps = { organization: string; firstName: string; lastName: string; nickname: string };

export function NamesForm(props: NamesFormProps) {
  const t = useTranslations('account.names');
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: updateMyNamesInput,
    defaultValues: props,
    action: updateMyNamesAction,
    afterSave: (saved, sent) => ({ ...sent, ...saved }),
  });
  return (
    <SettingsForm title={t('title')} text={t('text')} onSubmit={submit} {...state}>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label={t('firstName')} error={fieldError('firstName')}>
          {(control) => (
            <Input
              {...control}
              {...form.register('firstName')}
              defaultValue={props.firstName}
              autoComplete="given-name"
            />
          )}
        </FormField>
        <FormField label={t('lastName')} error={fieldError('lastName')}>
          {(control) => (
            <Input
              {...control}
              {...form.register('lastName')}
              defaultValue={props.lastName}
              autoComplete="family-name"
            />
          )}
        </FormField>
        <FormField label={t('nickname')} error={fieldError('nickname')}>
          {(control) => (
            <Input
              {...control}
              {...form.register('nickname')}
              defaultValue={props.nickname}
              autoComplete="nickname"
            />
          )}
        </FormField>
      </div>
    </SettingsForm>
  );
}
