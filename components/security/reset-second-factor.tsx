'use client';

import { useTranslations } from 'next-intl';
import { useRunAction } from '@/components/security/use-run-action';
import { Card, CardHeader } from '@/components/shared/card';
import { ConfirmDialog } from '@/components/shared/confirm-dialog';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { resetSecondFactorAction } from '@/lib/auth/second-factor/actions';

type ResetSecondFactorProps = { organization: string; memberId: string; nickname: string };

/** For a member whose phone is lost. */
export function ResetSecondFactor({ organization, memberId, nickname }: ResetSecondFactorProps) {
  const t = useTranslations('security.reset');
  const { run } = useRunAction();
  return (
    <Card className="pb-5">
      <CardHeader
        title={t('heading')}
        description={t('description', { nickname })}
        actions={
          <ConfirmDialog
            title={t('title', { nickname })}
            text={t('text', { nickname })}
            confirmLabel={t('confirm')}
            onConfirm={() =>
              run(
                () => resetSecondFactorAction({ organization, member: memberId }),
                () => notify.success(t('done', { nickname })),
              )
            }
          >
            <Button variant="secondary" size="sm">
              {t('button')}
            </Button>
          </ConfirmDialog>
        }
      />
    </Card>
  );
}
