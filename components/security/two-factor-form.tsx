'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Card, CardBody, CardHeader } from '@/components/shared/card';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import {
  beginSecondFactorAction,
  endSecondFactorAction,
  renewRecoveryCodesAction,
} from '@/lib/auth/second-factor/actions';

type Codes = { codes: string[] };
type NewKey = { secret: string; picture: string };

const TurnOnDialog = dynamic(() =>
  import('@/components/security/turn-on-dialog').then((m) => m.TurnOnDialog),
);
const ProofDialog = dynamic(() =>
  import('@/components/security/proof-dialog').then((m) => m.ProofDialog<Codes>),
);
const BeginDialog = dynamic(() =>
  import('@/components/security/proof-dialog').then((m) => m.ProofDialog<NewKey>),
);
const CodesDialog = dynamic(() => import('@/components/security/codes-dialog').then((m) => m.CodesDialog));

const FEW_CODES = 3;

type TwoFactorFormProps = { organization: string; isOn: boolean; codesLeft: number };
type Shown =
  | { dialog: 'begin' }
  | ({ dialog: 'turn-on' } & NewKey)
  | { dialog: 'turn-off' }
  | { dialog: 'renew' }
  | { dialog: 'codes'; codes: string[] };

/** A code from the phone beside the password: turned on, turned off and its recovery codes renewed by its owner. */
export function TwoFactorForm({ organization, isOn, codesLeft }: TwoFactorFormProps) {
  const t = useTranslations('security.twoFactor');
  const router = useRouter();
  const [shown, setShown] = useState<Shown | null>(null);

  const close = (): void => {
    setShown(null);
    router.refresh();
  };

  return (
    <Card>
      <CardHeader
        title={
          <span className="flex items-center gap-2">
            {t('title')} <Badge tone={isOn ? 'online' : 'neutral'}>{isOn ? t('on') : t('off')}</Badge>
          </span>
        }
        description={isOn ? t('textOn') : t('textOff')}
      />
      <CardBody>
        {isOn ? (
          <p className={codesLeft < FEW_CODES ? 'text-waiting' : 'text-muted-foreground'}>
            {t('codesLeft', { count: codesLeft })}
          </p>
        ) : null}
        <div className="flex flex-wrap gap-2">
          {isOn ? (
            <>
              <Button variant="secondary" size="sm" onClick={() => setShown({ dialog: 'renew' })}>
                {t('renew')}
              </Button>
              <Button variant="secondary" size="sm" onClick={() => setShown({ dialog: 'turn-off' })}>
                {t('turnOff')}
              </Button>
            </>
          ) : (
            <Button size="sm" onClick={() => setShown({ dialog: 'begin' })}>
              {t('turnOn')}
            </Button>
          )}
        </div>
      </CardBody>
      {shown?.dialog === 'begin' ? (
        <BeginDialog
          organization={organization}
          title={t('beginTitle')}
          text={t('beginText')}
          label={t('passwordLabel')}
          confirmLabel={t('begin')}
          action={beginSecondFactorAction}
          onDone={(key) => setShown({ dialog: 'turn-on', ...key })}
          onClose={() => setShown(null)}
        />
      ) : null}
      {shown?.dialog === 'turn-on' ? (
        <TurnOnDialog
          organization={organization}
          secret={shown.secret}
          picture={shown.picture}
          onOn={(codes) => setShown({ dialog: 'codes', codes })}
          onClose={close}
        />
      ) : null}
      {shown?.dialog === 'renew' ? (
        <ProofDialog
          organization={organization}
          title={t('renewTitle')}
          text={t('renewText')}
          label={t('proofLabel')}
          confirmLabel={t('renewConfirm')}
          action={renewRecoveryCodesAction}
          onDone={({ codes }) => setShown({ dialog: 'codes', codes })}
          onClose={() => setShown(null)}
        />
      ) : null}
      {shown?.dialog === 'turn-off' ? (
        <ProofDialog
          organization={organization}
          title={t('turnOffTitle')}
          text={t('turnOffText')}
          label={t('proofLabel')}
          confirmLabel={t('turnOff')}
          isDangerous
          action={endSecondFactorAction}
          onDone={() => {
            notify.success(t('isOff'));
            close();
          }}
          onClose={() => setShown(null)}
        />
      ) : null}
      {shown?.dialog === 'codes' ? <CodesDialog codes={shown.codes} onClose={close} /> : null}
    </Card>
  );
}
