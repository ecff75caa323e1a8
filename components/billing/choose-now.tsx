'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SeatKeepers } from '@/components/billing/seat-keepers';
import { useRunAction } from '@/components/security/use-run-action';
import { Card } from '@/components/shared/card';
import { SubmitButton } from '@/components/shared/submit-button';
import { useTimeFormats } from '@/components/shell/use-time-formats';
import { notify } from '@/components/ui/notify';
import { chooseSeatsAction } from '@/lib/billing/actions';
import type { SeatHolder } from '@/lib/billing/queries';

type ChooseNowProps = {
  organization: string;
  holders: readonly SeatHolder[];
  limit: number;
  chooseBy: string;
};

/** There are fewer seats already: until then somebody says who keeps one. */
export function ChooseNow({ organization, holders, limit, chooseBy }: ChooseNowProps) {
  const t = useTranslations('billing.keep');
  const router = useRouter();
  const formats = useTimeFormats();
  const { run, isBusy } = useRunAction();
  const [kept, setKept] = useState(() => holders.slice(0, limit).map(({ id }) => id));
  const text = t('textNow', { used: holders.length, limit, date: formats.date(chooseBy) });
  return (
    <Card className="grid gap-3 border-danger/40 p-5">
      <SeatKeepers holders={holders} limit={limit} text={text} value={kept} onChange={setKept} />
      <SubmitButton
        type="button"
        className="justify-self-end"
        isBusy={isBusy}
        disabled={kept.length === 0 || kept.length > limit}
        onClick={() =>
          void run(
            () => chooseSeatsAction({ organization, members: kept }),
            () => {
              notify.success(t('saved'));
              router.refresh();
            },
          )
        }
      >
        {t('save')}
      </SubmitButton>
    </Card>
  );
}
