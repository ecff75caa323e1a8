'use client';

import { useTranslations } from 'next-intl';
import type { MemberPlace } from '@/components/people/account/member-place';
import { PictureField } from '@/components/people/account/picture-field';
import { FormField } from '@/components/shared/form-field';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { Input } from '@/components/ui/input';
import { savePersonalAction } from '@/lib/people/account/actions';
import { personalInput } from '@/lib/people/account/schema';

type PersonalFormProps = MemberPlace & {
  first_name: string;
  last_name: string;
  nickname: string;
  shows_avatar: boolean;
  avatarUrl: string | null;
  isSelf: boolean;
  isReadOnly: boolean;
};

export function PersonalForm({ avatarUrl, isSelf, isReadOnly, ...values }: PersonalFormProps) {
  const t = useTranslations('member.personal');
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: personalInput,
    defaultValues: values,
    action: savePersonalAction,
    afterSave: (saved, sent) => ({ ...sent, ...saved }),
  });
  const text = (name: 'first_name' | 'last_name' | 'nickname', autoComplete: string) => ({
    ...form.register(name),
    defaultValue: values[name],
    autoComplete: isSelf ? autoComplete : 'off',
  });
  return (
    <SettingsForm title={t('title')} text={t('text')} onSubmit={submit} isReadOnly={isReadOnly} {...state}>
      <PictureField
        organization={values.organization}
        memberId={values.memberId}
        name={values.nickname}
        avatarUrl={avatarUrl}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label={t('firstName')} error={fieldError('first_name')}>
          {(control) => <Input {...control} {...text('first_name', 'given-name')} />}
        </FormField>
        <FormField label={t('lastName')} error={fieldError('last_name')}>
          {(control) => <Input {...control} {...text('last_name', 'family-name')} />}
        </FormField>
        <FormField label={t('nickname')} hint={t('nicknameHint')} error={fieldError('nickname')}>
          {(control) => <Input {...control} {...text('nickname', 'nickname')} required />}
        </FormField>
      </div>
      <label className="flex items-start gap-3">
        <input
          type="checkbox"
          {...form.register('shows_avatar')}
          defaultChecked={values.shows_avatar}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span className="grid gap-0.5">
          <span>{t('showsAvatar')}</span>
          <span className="text-[13px] text-muted-foreground">{t('showsAvatarHint')}</span>
        </span>
      </label>
    </SettingsForm>
  );
}
