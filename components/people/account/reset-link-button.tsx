'use client';

import { Mail } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { MemberPlace } from '@/components/people/account/member-place';
import { useErrorText } from '@/components/shared/use-error-text';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { sendResetLinkAction } from '@/lib/people/sign-in/actions';

export function ResetLinkButton(place: MemberPlace) {
  const t = useTranslations('member.password');
  const errorText = useErrorText();
  const [isBusy, setBusy] = useState(false);

  async function send(): Promise<void> {
    setBusy(true);
    const answer = await sendResetLinkAction(place).catch(() => ({
      serverError: { code: 'offline' },
      data: undefined,
    }));
    setBusy(false);
    if (answer.data) notify.success(t('resetLinkSent', { email: answer.data.email }));
    else notify.error(errorText(answer.serverError ?? { code: 'not_allowed' }));
  }

  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <Button variant="secondary" size="sm" disabled={isBusy} aria-busy={isBusy} onClick={() => void send()}>
        <Mail aria-hidden /> {t('sendResetLink')}
      </Button>
      <span className="text-[13px] text-muted-foreground">{t('sendResetLinkHint')}</span>
    </div>
  );
}
