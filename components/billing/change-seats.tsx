'use client';

import { LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { CheckNow } from '@/components/billing/check-now';
import { ChoiceFields } from '@/components/billing/choice-fields';
import { useAwaitChange } from '@/components/billing/use-await-change';
import { useChoice } from '@/components/billing/use-choice';
import { useMoney } from '@/components/billing/use-money';
import { Card } from '@/components/shared/card';
import { FormFailure } from '@/components/shared/form-failure';
import { SubmitButton } from '@/components/shared/submit-button';
import { useErrorText } from '@/components/shared/use-error-text';
import { Button } from '@/components/ui/button';
import { changeAction } from '@/lib/billing/actions';
import type { BillingInterval } from '@/lib/billing/plans';
import type { SeatHolder } from '@/lib/billing/queries';
import type { ChangeOutcome, Offers } from '@/lib/billing/schema';

type Subscribed = { quantity: number; interval: BillingInterval };

type ChangeSeatsProps = {
  organization: string;
  now: Subscribed;
  start: Subscribed;
  offers: Offers;
  holders: readonly SeatHolder[];
  /** What has been sent to Stripe and is not here yet; kept by whoever watches the row. */
  awaited: (Subscribed & { outcome: ChangeOutcome }) | null;
  onSent: (awaited: Subscribed & { outcome: ChangeOutcome }) => void;
  onCancel: () => void;
};

/** Changes the subscription in place: the exact amount first, then one confirmation. */
export function ChangeSeats({
  organization,
  now,
  start,
  offers,
  holders,
  awaited,
  onSent,
  onCancel,
}: ChangeSeatsProps) {
  const t = useTranslations('billing');
  const money = useMoney();
  const errorText = useErrorText();
  const choice = useChoice({ organization, ...start, now, holders });
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { isLate } = useAwaitChange(awaited !== null);
  const { preview } = choice.cost;

  async function confirm(): Promise<void> {
    if (!preview || isBusy) return;
    setFailure(null);
    setBusy(true);
    const { quantity, interval, keptMembers } = choice;
    const answer = await changeAction({
      organization,
      quantity,
      interval,
      keptMembers,
      prorationDate: preview.prorationDate,
      priceId: preview.priceId,
    }).catch(() => ({ data: undefined, serverError: { code: 'offline' } }));
    setBusy(false);
    if (answer.data) {
      onSent({ quantity, interval, outcome: answer.data });
      return;
    }
    const error = answer.serverError ?? { code: 'value_is_invalid' };
    if (error.code === 'preview_is_outdated') choice.cost.askAgain();
    setFailure(errorText(error));
  }

  return (
    <Card aria-label={t('edit.title')} id="edit">
      <fieldset disabled={awaited !== null} className="grid min-w-0 gap-5 p-5">
        <div className="grid gap-0.5">
          <h2 className="font-semibold text-[15px]">{t('edit.title')}</h2>
          <p className="text-muted-foreground">{t('edit.text')}</p>
        </div>
        <ChoiceFields choice={choice} offers={offers} holders={holders} seatsNow={now.quantity} />
        {failure ? <FormFailure text={failure} /> : null}
      </fieldset>
      {awaited?.outcome.outcome === 'confirm' ? <ConfirmAtBank url={awaited.outcome.url} /> : null}
      <div className="flex flex-wrap items-center justify-end gap-3 rounded-b-xl border-border border-t bg-muted/50 px-5 py-3">
        {awaited ? (
          <>
            <p role="status" className="flex flex-1 items-center gap-2 text-[13px]">
              <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin" />
              {isLate ? t('pay.late') : t('pay.changing')}
            </p>
            {isLate ? <CheckNow organization={organization} /> : null}
          </>
        ) : null}
        <Button variant="ghost" onClick={onCancel}>
          {t('edit.cancel')}
        </Button>
        {awaited ? null : (
          <SubmitButton
            type="button"
            isBusy={isBusy}
            disabled={!choice.isReady && !isBusy}
            onClick={() => void confirm()}
          >
            {preview && preview.dueNow > 0
              ? t('pay.confirm', { amount: money(preview.dueNow, preview.currency) })
              : t('pay.confirmFree')}
          </SubmitButton>
        )}
      </div>
    </Card>
  );
}

/** The button that was pressed is gone, and this may be below the fold: the eye and the keyboard go on here. */
function ConfirmAtBank({ url }: { url: string }) {
  const t = useTranslations('billing.pay.authenticate');
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => link.current?.focus(), []);
  return (
    <div role="alert" className="grid gap-2 border-border border-t bg-waiting-soft/60 p-5">
      <p className="font-medium">{t('title')}</p>
      <p>{t('text')}</p>
      <Button asChild className="justify-self-start">
        <a ref={link} href={url} target="_blank" rel="noreferrer">
          {t('action')}
        </a>
      </Button>
    </div>
  );
}
