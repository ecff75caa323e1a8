'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AuthCard } from '@/components/auth/auth-card';
import { useSignOut } from '@/components/auth/use-sign-out';
import { FormFailure } from '@/components/shared/form-failure';
import { SubmitButton } from '@/components/shared/submit-button';
import { useErrorText } from '@/components/shared/use-error-text';
import { Button } from '@/components/ui/button';
import { acceptInvitationAction } from '@/lib/organizations/invitations/actions';
import type { ShownInvitation } from '@/lib/organizations/invitations/schema';

type AcceptInvitationProps = { token: string; invitation: ShownInvitation; email: string };

/** For somebody who is signed in already: one button, or another account. */
export function AcceptInvitation({ token, invitation, email }: AcceptInvitationProps) {
  const t = useTranslations('organizations.invitation');
  const errorText = useErrorText();
  const router = useRouter();
  const signOut = useSignOut(`/invite/${token}`);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const invited = invitation.email;
  const isOthers = invited !== null && invited !== email.toLowerCase();

  async function accept(): Promise<void> {
    setBusy(true);
    setFailure(null);
    const answer = await acceptInvitationAction({ token }).catch(() => ({
      serverError: { code: 'offline' },
      data: undefined,
    }));
    if (answer.data) return router.replace(answer.data.next);
    setFailure(errorText(answer.serverError ?? { code: 'invitation_is_over' }));
    setBusy(false);
  }

  return (
    <AuthCard
      title={t('title', { organization: invitation.organization_name })}
      text={
        isOthers
          ? t('wrongEmail', { invited, email })
          : t('signedIn', { nickname: invitation.nickname, email })
      }
    >
      <div className="grid gap-3">
        <FormFailure text={failure} />
        {isOthers ? null : (
          <SubmitButton type="button" isBusy={isBusy} onClick={() => void accept()}>
            {t('accept', { email })}
          </SubmitButton>
        )}
        <Button variant="secondary" disabled={isBusy} onClick={signOut}>
          {t('otherAccount')}
        </Button>
      </div>
    </AuthCard>
  );
}
