'use client';

import { TriangleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useHourTexts } from '@/components/opening-hours/use-hour-texts';
import type { OpeningSlot } from '@/lib/opening-hours/schema';

type SlotChipProps = {
  slot: OpeningSlot;
  /** What else is open at the same time. */
  overlaps: readonly OpeningSlot[];
  onEdit: () => void;
  onRemove: () => void;
};

/** One slot: a press changes it, the cross takes it away. */
export function SlotChip({ slot, overlaps, onEdit, onRemove }: SlotChipProps) {
  const t = useTranslations('hours.slot');
  const texts = useHourTexts();
  const times = texts.slot(slot);
  const warning =
    overlaps.length > 0
      ? t('overlaps', { others: overlaps.map((other) => texts.slot(other)).join(', ') })
      : null;
  return (
    <span className="inline-flex max-w-full items-stretch overflow-hidden rounded-md border border-border-strong bg-surface shadow-card">
      <button
        type="button"
        onClick={onEdit}
        aria-label={t('edit', { slot: [times, slot.label, warning].filter(Boolean).join(', ') })}
        title={warning ?? undefined}
        className="flex min-h-8 min-w-0 flex-wrap items-center gap-x-2 px-2.5 py-1 text-start text-[13px] hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:min-h-11"
      >
        <span className="font-medium tabular-nums">{times}</span>
        {slot.label ? <span className="truncate text-muted-foreground">{slot.label}</span> : null}
        {warning ? <TriangleAlert aria-hidden className="size-3.5 shrink-0 text-waiting" /> : null}
      </button>
      <button
        type="button"
        onClick={onRemove}
        aria-label={t('remove', { slot: times })}
        className="grid w-8 place-items-center border-border border-s text-muted-foreground hover:bg-hover hover:text-danger focus-visible:-outline-offset-2 pointer-coarse:w-11"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
