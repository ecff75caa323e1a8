'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SeatKeepers } from '@/components/billing/seat-keepers';
import { Card, CardHeader } from '@/components/shared/card';
import { ConfirmDialog } from '@/components/shared/confirm-dialog';
import { useErrorText } from '@/components/shared/use-error-text';
import { useTimeFormats } from '@/components/shell/use-time-formats';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { cancelAction, chooseSeatsAction } from '@/lib/billing/actions';
import { FREE_SEATS } from '@/lib/billing/plans';
import type { SeatHolder } from '@/lib/billing/queries';
import type { RetentionChange } from '@/lib/billing/schema';

type EndCardProps = {
  organization: string;
  holders: readonly SeatHolder[];
  /** What the free plan deletes; null: it keeps conversations for as long. */
  retention: RetentionChange | null;
  endsAt: string;
};

/** Ends the subscription with the period that is paid for. Who keeps a seat then is chosen here, before. */
export function EndCard({ organization, holders, retention, endsAt }: EndCardProps) {
  const t = useTranslations('billing');
  const router = useRouter();
  const errorText = useErrorText();
  const formats = useTimeFormats();
  const date = formats.date(endsAt);
  const deleted = retention
    ? t('cancel.deleted', { ...retention, date: formats.date(retention.at) })
    : t('cancel.kept');
  const isTooMany = holders.length > FREE_SEATS;
  const [kept, setKept] = useState(() => holders.slice(0, FREE_SEATS).map(({ id }) => id));
  const areKeepersFine = kept.length > 0 && kept.length <= FREE_SEATS;

  async function end(): Promise<void> {
    const offline = { serverError: { code: 'offline' } };
    if (isTooMany) {
      const chosen = await chooseSeatsAction({ organization, members: kept }).catch(() => offline);
      if (chosen?.serverError) return notify.error(errorText(chosen.serverError));
    }
    const answer = await cancelAction({ organization, isCanceled: true }).catch(() => offline);
    if (answer?.serverError) return notify.error(errorText(answer.serverError));
    const undo = async () => {
      const back = await cancelAction({ organization, isCanceled: false }).catch(() => offline);
      if (back?.serverError) notify.error(errorText(back.serverError));
      router.refresh();
    };
    notify.success(t('cancel.done', { date }), {
      action: { label: t('cancel.undo'), onClick: () => void undo() },
    });
    router.refresh();
  }

  return (
    <Card className="pb-5">
      <CardHeader
        title={t('cancel.title')}
        description={t('cancel.text', { date })}
        actions={
          <ConfirmDialog
            title={t('cancel.confirmTitle')}
            text={`${t('cancel.confirmText', { date })} ${deleted}`}
            details={
              isTooMany ? (
                <SeatKeepers
                  holders={holders}
                  limit={FREE_SEATS}
                  text={t('keep.text', { used: holders.length, limit: FREE_SEATS })}
                  value={kept}
                  onChange={setKept}
                />
              ) : null
            }
            canConfirm={!isTooMany || areKeepersFine}
            confirmLabel={t('cancel.confirm', { date })}
            onConfirm={end}
          >
            <Button variant="secondary">{t('cancel.action')}</Button>
          </ConfirmDialog>
        }
      />
    </Card>
  );
}
