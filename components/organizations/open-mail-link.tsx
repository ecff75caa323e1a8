'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AuthCard } from '@/components/auth/auth-card';
import { FormFailure } from '@/components/shared/form-failure';
import { SubmitButton } from '@/components/shared/submit-button';
import { TextLink } from '@/components/shared/text-link';
import { useErrorText } from '@/components/shared/use-error-text';
import type { MailLink } from '@/lib/auth/schema';
import { openMailLinkAction } from '@/lib/organizations/actions';

type OpenMailLinkProps = { link: MailLink };

/** The button behind a link in a mail. Only pressing it uses the link up. */
export function OpenMailLink({ link }: OpenMailLinkProps) {
  const t = useTranslations('auth.mailLink');
  const errorText = useErrorText();
  const router = useRouter();
  const [state, setState] = useState<'ready' | 'busy' | 'over'>('ready');
  const [failure, setFailure] = useState<string | null>(null);

  async function open(): Promise<void> {
    setState('busy');
    setFailure(null);
    const answer = await openMailLinkAction(link).catch(() => ({
      serverError: { code: 'offline' },
      data: undefined,
    }));
    if (answer.data) return router.replace(answer.data.next);
    if (answer.serverError?.code === 'link_is_over') return setState('over');
    setFailure(errorText(answer.serverError ?? { code: 'link_is_over' }));
    setState('ready');
  }

  if (state === 'over') return <MailLinkOver />;
  const kind =
    link.type === 'recovery' || link.type === 'email_change'
      ? link.type
      : link.type === 'signup' || link.type === 'email'
        ? 'signup'
        : 'other';
  return (
    <AuthCard title={t(`${kind}Title`)} text={t(`${kind}Text`)}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
      >
        <FormFailure text={failure} />
        <SubmitButton isBusy={state === 'busy'} autoFocus>
          {t('submit')}
        </SubmitButton>
      </form>
    </AuthCard>
  );
}

export function MailLinkOver() {
  const t = useTranslations('auth.mailLink');
  return (
    <div role="status">
      <AuthCard
        title={t('overTitle')}
        text={t('overText')}
        footer={<TextLink href="/forgot-password">{t('askAgain')}</TextLink>}
      />
    </div>
  );
}
