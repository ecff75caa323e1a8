'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AuthCard } from '@/components/auth/auth-card';
import { CodeForm } from '@/components/auth/code-form';
import { RecoveryCodeForm } from '@/components/auth/recovery-code-form';
import { SignOutButton } from '@/components/auth/sign-out-button';
import { Button } from '@/components/ui/button';

/** After the password: the code of the app or, on the day the phone is lost, a recovery code. */
export function GiveCode({ next, email }: { next: string; email: string }) {
  const t = useTranslations('auth.code');
  const [isByRecovery, setByRecovery] = useState(false);
  return (
    <AuthCard
      title={isByRecovery ? t('recoveryTitle') : t('title')}
      text={isByRecovery ? t('recoveryText') : t('text')}
      footer={
        <>
          {t('signedInAs', { email })} <SignOutButton label={t('signOut')} />
        </>
      }
    >
      {isByRecovery ? <RecoveryCodeForm next={next} /> : <CodeForm next={next} />}
      <div>
        <Button
          variant="link"
          // Leaving the field would tell that it is empty, and move this away from under the pointer.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setByRecovery(!isByRecovery)}
        >
          {isByRecovery ? t('useApp') : t('useRecovery')}
        </Button>
      </div>
    </AuthCard>
  );
}
