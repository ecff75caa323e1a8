'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type HourTexts, useHourTexts } from '@/components/opening-hours/use-hour-texts';
import { CheckChips } from '@/components/shared/check-chips';
import { FormDialog, type SubmitOutcome } from '@/components/shared/form-dialog';
import { FormField } from '@/components/shared/form-field';
import { useFieldProblems } from '@/components/shared/use-field-problems';
import { Input } from '@/components/ui/input';
import { durationMinutes, isPastMidnight, overlapping, overlappingInWeek } from '@/lib/opening-hours/days';
import { type OpeningSlot, openingSlot, WEEKDAYS } from '@/lib/opening-hours/schema';
import { newId } from '@/lib/platform/ids';

type SlotDialogProps = {
  /** With its days' own slots: what it is compared with. */
  all: readonly OpeningSlot[];
  slot: OpeningSlot;
  isNew: boolean;
  onSave: (slots: OpeningSlot[]) => Promise<string | null>;
  onClose: () => void;
};

/** One slot, on one day or several at once. */
export default function SlotDialog({ all, slot, isNew, onSave, onClose }: SlotDialogProps) {
  const t = useTranslations('hours.slot');
  const tShared = useTranslations('shared');
  const texts = useHourTexts();
  const problemsOf = useFieldProblems();
  const isOfWeek = slot.day_type_id === null;
  const [days, setDays] = useState(slot.weekday === null ? [] : [String(slot.weekday)]);
  const [draft, setDraft] = useState(slot);
  const [problems, setProblems] = useState<Record<string, string>>({});

  const slots: OpeningSlot[] = isOfWeek
    ? days.map((day, n) => ({ ...draft, id: n === 0 ? draft.id : newId(), weekday: Number(day) }))
    : [draft];
  const isTimed = openingSlot.safeParse(draft).success;
  const others = isTimed
    ? slots.flatMap((one) =>
        isOfWeek
          ? overlappingInWeek({ ...one, id: draft.id }, all)
          : overlapping(
              one,
              all.filter(({ day_type_id }) => day_type_id === one.day_type_id),
            ),
      )
    : [];

  async function submit(): Promise<SubmitOutcome> {
    const parsed = openingSlot.safeParse(draft);
    const isDayMissing = isOfWeek && days.length === 0;
    setProblems({ ...problemsOf(parsed.error), ...(isDayMissing ? { days: t('chooseDays') } : {}) });
    if (isDayMissing || !parsed.success) return undefined;
    return onSave(slots.map((one) => ({ ...one, label: parsed.data.label })));
  }

  return (
    <FormDialog
      title={t(isNew ? 'addTitle' : 'editTitle')}
      description={t('text')}
      onSubmit={submit}
      onClose={onClose}
    >
      {isOfWeek ? (
        <CheckChips
          label={t('days')}
          options={WEEKDAYS.map((weekday) => ({ id: String(weekday), label: texts.weekday(weekday) }))}
          value={days}
          onChange={setDays}
          error={problems.days}
        />
      ) : null}
      <div className="grid grid-cols-2 gap-4">
        {(['starts', 'ends'] as const).map((field) => (
          <FormField key={field} label={t(field)} error={problems[field]}>
            {(control) => (
              <Input
                {...control}
                type="time"
                value={draft[field]}
                onChange={(event) => setDraft({ ...draft, [field]: event.target.value.slice(0, 5) })}
              />
            )}
          </FormField>
        ))}
      </div>
      <FormField label={t('label')} hint={t('labelHint')} aside={tShared('optional')} error={problems.label}>
        {(control) => (
          <Input
            {...control}
            value={draft.label}
            maxLength={80}
            autoComplete="off"
            onChange={(event) => setDraft({ ...draft, label: event.target.value })}
          />
        )}
      </FormField>
      <div aria-live="polite" className="grid gap-1.5 text-[13px]">
        {isTimed ? <SlotInWords slot={draft} texts={texts} /> : null}
        {others.length > 0 ? (
          <p className="text-waiting">
            {t('overlaps', {
              others: others
                .map((other) =>
                  [other.weekday ? texts.weekday(other.weekday) : '', texts.slot(other)]
                    .filter(Boolean)
                    .join(' '),
                )
                .join(', '),
            })}
          </p>
        ) : null}
      </div>
    </FormDialog>
  );
}

function SlotInWords({ slot, texts }: { slot: OpeningSlot; texts: HourTexts }) {
  const t = useTranslations('hours.slot');
  const minutes = durationMinutes(slot);
  const values = {
    starts: texts.time(slot.starts),
    ends: texts.time(slot.ends),
    hours: Math.floor(minutes / 60),
    minutes: minutes % 60,
  };
  const key =
    slot.starts === slot.ends ? 'allDayInWords' : isPastMidnight(slot) ? 'nightInWords' : 'dayInWords';
  return <p className="text-muted-foreground">{t(key, values)}</p>;
}
