'use client';

import { Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { FormField } from '@/components/shared/form-field';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { SEATS_MAX, SEATS_MIN } from '@/lib/billing/plans';

type SeatsStepperProps = {
  /** As typed. */
  value: string;
  onChange: (value: string) => void;
  /** Seats now, to compare with; null where there is nothing to compare. */
  now: number | null;
  error: string | undefined;
};

/** The number itself, typed or by the buttons beside it. */
export function SeatsStepper({ value, onChange, now, error }: SeatsStepperProps) {
  const t = useTranslations('billing.edit');
  const number = Number(value);
  const change = now === null || !Number.isInteger(number) ? null : number - now;
  const step = (by: number) =>
    onChange(
      String(Math.min(SEATS_MAX, Math.max(SEATS_MIN, (Number.isInteger(number) ? number : SEATS_MIN) + by))),
    );
  return (
    <FormField
      label={t('seats')}
      error={error}
      hint={
        change === null
          ? undefined
          : t('change', { change, sign: change > 0 ? '+' : '−', count: Math.abs(change) })
      }
    >
      {(control) => (
        <span className="flex items-center gap-2">
          <Button
            variant="secondary"
            size="icon"
            aria-label={t('fewer')}
            disabled={number <= SEATS_MIN}
            onClick={() => step(-1)}
          >
            <Minus aria-hidden />
          </Button>
          <Input
            {...control}
            inputMode="numeric"
            autoComplete="off"
            value={value}
            className="max-w-20 text-center tabular-nums"
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <Button
            variant="secondary"
            size="icon"
            aria-label={t('more')}
            disabled={number >= SEATS_MAX}
            onClick={() => step(1)}
          >
            <Plus aria-hidden />
          </Button>
        </span>
      )}
    </FormField>
  );
}
