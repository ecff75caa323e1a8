'use client';

import { useTranslations } from 'next-intl';
import type { MemberPlace } from '@/components/people/account/member-place';
import { FormField } from '@/components/shared/form-field';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { Input } from '@/components/ui/input';
import { saveAdvancedAction } from '@/lib/people/account/actions';
import { advancedInput } from '@/lib/people/account/schema';

type AdvancedFormProps = MemberPlace & { external_id: string; isReadOnly: boolean };

export function AdvancedForm({ isReadOnly, ...values }: AdvancedFormProps) {
  const t = useTranslations('member.advanced');
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: advancedInput,
    defaultValues: values,
    action: saveAdvancedAction,
    afterSave: (saved, sent) => ({ ...sent, ...saved }),
  });
  return (
    <SettingsForm title={t('title')} onSubmit={submit} isReadOnly={isReadOnly} {...state}>
      <div className="sm:w-1/2 sm:pe-2">
        <FormField label={t('externalId')} hint={t('externalIdHint')} error={fieldError('external_id')}>
          {(control) => (
            <Input
              {...control}
              {...form.register('external_id')}
              defaultValue={values.external_id}
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </FormField>
      </div>
    </SettingsForm>
  );
}
