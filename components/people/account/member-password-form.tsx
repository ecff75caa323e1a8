'use client';

import { WandSparkles } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PasswordField } from '@/components/auth/password-field';
import type { MemberPlace } from '@/components/people/account/member-place';
import { ResetLinkButton } from '@/components/people/account/reset-link-button';
import { CopyButton } from '@/components/shared/copy-button';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { Button } from '@/components/ui/button';
import { generatePassword } from '@/lib/auth/generate-password';
import { setMemberPasswordAction } from '@/lib/people/sign-in/actions';
import { setPasswordInput } from '@/lib/people/sign-in/schema';

/** Sets another's password, typed or made up here. It is shown once, to be handed on, and nowhere else again. */
export function MemberPasswordForm({ nickname, ...place }: MemberPlace & { nickname: string }) {
  const t = useTranslations('member.password');
  const [shown, setShown] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: setPasswordInput,
    defaultValues: { ...place, password: '' },
    action: setMemberPasswordAction,
    afterSave: (_saved, sent) => {
      setShown(sent.password);
      setRound((round) => round + 1);
      return { ...place, password: '' };
    },
  });
  return (
    <SettingsForm
      title={t('title')}
      text={t('text', { nickname })}
      onSubmit={submit}
      saveLabel={t('save')}
      savedLabel={t('saved')}
      {...state}
    >
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <PasswordField
          key={round}
          label={t('new')}
          error={fieldError('password')}
          {...form.register('password', { onChange: () => setShown(null) })}
        />
        <Button
          variant="secondary"
          className="justify-self-start sm:mt-[1.6rem]"
          onClick={() => {
            const password = generatePassword();
            setShown(password);
            form.setValue('password', password, { shouldDirty: true, shouldValidate: true });
          }}
        >
          <WandSparkles aria-hidden /> {t('generate')}
        </Button>
      </div>
      {shown ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-muted px-3 py-2.5">
          <output aria-label={t('new')} className="select-all break-all font-mono text-sm">
            {shown}
          </output>
          <CopyButton text={shown} />
          <p className="w-full text-[13px] text-muted-foreground">{t('shownOnce')}</p>
        </div>
      ) : null}
      <ResetLinkButton {...place} />
    </SettingsForm>
  );
}
