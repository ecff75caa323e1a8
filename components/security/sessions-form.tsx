'use client';

import { useTranslations } from 'next-intl';
import { SessionRow } from '@/components/security/session-row';
import { useRunAction } from '@/components/security/use-run-action';
import { Card, CardBody, CardHeader } from '@/components/shared/card';
import { ConfirmDialog } from '@/components/shared/confirm-dialog';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { endOtherSessionsAction, endSessionAction } from '@/lib/auth/sessions/actions';
import type { ListedSession } from '@/lib/auth/sessions/queries';

type SessionsFormProps = { organization: string; sessions: ListedSession[] };

/** Where one is signed in, this device first; each of the others can be signed out from here. */
export function SessionsForm({ organization, sessions }: SessionsFormProps) {
  const t = useTranslations('security.sessions');
  const { run } = useRunAction();
  const others = sessions.filter(({ is_this }) => !is_this);
  const told = ({ ended }: { ended: number }) => notify.success(t('ended', { count: ended }));
  return (
    <Card>
      <CardHeader
        title={t('title')}
        description={others.length === 0 ? t('onlyHere') : t('text')}
        actions={
          others.length > 0 ? (
            <ConfirmDialog
              title={t('endAllTitle')}
              text={t('endAllText', { count: others.length })}
              confirmLabel={t('endAllConfirm')}
              onConfirm={() => run(() => endOtherSessionsAction({ organization }), told)}
            >
              <Button variant="secondary" size="sm">
                {t('endAll')}
              </Button>
            </ConfirmDialog>
          ) : null
        }
      />
      <CardBody>
        <ul className="grid divide-y divide-border rounded-lg border border-border">
          {sessions.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              onEnd={() => run(() => endSessionAction({ organization, session: session.id }), told)}
            />
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
