'use client';

import { CostPreview } from '@/components/billing/cost-preview';
import { IntervalChoice } from '@/components/billing/interval-choice';
import { SeatKeepers } from '@/components/billing/seat-keepers';
import { SeatsStepper } from '@/components/billing/seats-stepper';
import type { Choice } from '@/components/billing/use-choice';
import type { SeatHolder } from '@/lib/billing/queries';
import type { Offers } from '@/lib/billing/schema';

type ChoiceFieldsProps = {
  choice: Choice;
  offers: Offers;
  holders: readonly SeatHolder[];
  seatsNow: number | null;
};

export function ChoiceFields({ choice, offers, holders, seatsNow }: ChoiceFieldsProps) {
  const { keptMembers, keepText } = choice;
  return (
    <>
      <SeatsStepper
        value={choice.typed}
        onChange={choice.setTyped}
        now={seatsNow}
        error={choice.seatsError}
      />
      <IntervalChoice offers={offers} value={choice.interval} onChange={choice.setInterval} />
      {keptMembers && keepText ? (
        <SeatKeepers
          holders={holders}
          limit={choice.quantity}
          text={keepText}
          value={keptMembers}
          onChange={choice.setKept}
        />
      ) : null}
      <CostPreview {...choice.cost} />
    </>
  );
}
