'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Card, CardBody, CardHeader } from '@/components/shared/card';
import { ConfirmDialog } from '@/components/shared/confirm-dialog';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { setSiteEnabledAction } from '@/lib/sites/actions';

type EnabledCardProps = { organization: string; siteId: string; name: string; isEnabled: boolean };

/** Disabling asks first and says what will happen; enabling harms nobody. */
export function EnabledCard({ organization, siteId, name, isEnabled }: EnabledCardProps) {
  const t = useTranslations('sites.settings');
  const tSites = useTranslations('sites');
  const [isBusy, setBusy] = useState(false);

  async function set(next: boolean): Promise<void> {
    setBusy(true);
    const answer = await setSiteEnabledAction({ organization, siteId, isEnabled: next }).catch(
      () => undefined,
    );
    if (!answer?.data) notify.error(t('failed'));
    setBusy(false);
  }

  return (
    <Card>
      <CardHeader
        title={
          <span className="inline-flex items-center gap-2">
            {t('enabledTitle')}
            {isEnabled ? null : <Badge tone="danger">{tSites('disabled')}</Badge>}
          </span>
        }
        description={isEnabled ? t('enabledText') : t('disabledText')}
      />
      <CardBody className="pt-4">
        {isEnabled ? (
          <ConfirmDialog
            title={t('disableTitle', { site: name })}
            text={t('disableQuestion')}
            confirmLabel={t('disable')}
            onConfirm={() => set(false)}
          >
            <Button variant="secondary" className="justify-self-start text-danger" disabled={isBusy}>
              {t('disable')}
            </Button>
          </ConfirmDialog>
        ) : (
          <Button className="justify-self-start" disabled={isBusy} onClick={() => void set(true)}>
            {t('enable')}
          </Button>
        )}
      </CardBody>
    </Card>
  );
}
