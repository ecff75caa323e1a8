'use client';

import { useTranslations } from 'next-intl';
import type { MemberPlace } from '@/components/people/account/member-place';
import { FormField } from '@/components/shared/form-field';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { Input } from '@/components/ui/input';
import type { MemberAccount } from '@/lib/people/account/schema';
import { setMemberEmailAction } from '@/lib/people/sign-in/actions';
import { setEmailInput } from '@/lib/people/sign-in/schema';

type EmailFormProps = MemberPlace & {
  email: string;
  signIn: MemberAccount['sign_in'];
  isManageable: boolean;
};

/** The address one signs in with, and where mails go. Its own part: changing it does more than the rest. */
export function EmailForm({ signIn, isManageable, ...values }: EmailFormProps) {
  const t = useTranslations('member.email');
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: setEmailInput,
    defaultValues: values,
    action: setMemberEmailAction,
    afterSave: (saved, sent) => ({ ...sent, ...saved }),
  });
  const isReadOnly = !isManageable || (signIn !== 'none' && signIn !== 'manageable');
  return (
    <SettingsForm
      title={t('title')}
      text={t(`text.${isManageable || signIn === 'own' ? signIn : 'not_yours'}`)}
      onSubmit={submit}
      isReadOnly={isReadOnly}
      {...state}
    >
      <div className="sm:w-1/2 sm:pe-2">
        <FormField isLabelHidden label={t('title')} error={fieldError('email')}>
          {(control) => (
            <Input
              {...control}
              {...form.register('email')}
              type="email"
              defaultValue={values.email}
              autoComplete="off"
            />
          )}
        </FormField>
      </div>
    </SettingsForm>
  );
}
