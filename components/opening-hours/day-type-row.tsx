'use client';

import { CalendarPlus, Clock, Pencil, Trash2, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { DayTypesProps } from '@/components/opening-hours/day-types';
import { SlotChip } from '@/components/opening-hours/slot-chip';
import { useHourTexts } from '@/components/opening-hours/use-hour-texts';
import { NameForm } from '@/components/shared/name-form';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { putDayType, removeDayType, removeException, removeSlot } from '@/lib/opening-hours/change';
import { overlapping, slotsOfType } from '@/lib/opening-hours/days';
import type { DayException, DayType } from '@/lib/opening-hours/schema';

/** One type: its name, the hours of such days, and the days that are of it. */
export function DayTypeRow({ type, ...props }: DayTypesProps & { type: DayType }) {
  const { hours, change, changeNow } = props;
  const t = useTranslations('hours.types');
  const tShared = useTranslations('shared');
  const texts = useHourTexts();
  const id = useId();
  const [isRenaming, setRenaming] = useState(false);
  const slots = slotsOfType(hours, type.id);
  const exceptions = hours.exceptions.filter(({ day_type_id }) => day_type_id === type.id);

  return (
    <li className="grid gap-3 px-5 py-4">
      <div className="flex items-center gap-1">
        {isRenaming ? (
          <NameForm
            label={t('name')}
            submitLabel={tShared('save')}
            initialName={type.name}
            onSave={async (name) => {
              const problem = await change(putDayType(hours, { id: type.id, name }), t('renamed', { name }));
              if (problem === null) setRenaming(false);
              return problem;
            }}
            onCancel={{ label: tShared('cancel'), run: () => setRenaming(false) }}
          />
        ) : (
          <>
            <h3 id={id} className="flex-1 truncate font-medium">
              {type.name}
            </h3>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t('rename', { name: type.name })}
              onClick={() => setRenaming(true)}
            >
              <Pencil aria-hidden />
            </Button>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t('remove', { name: type.name })}
              onClick={() => void changeNow(removeDayType(hours, type.id), t('removed', { name: type.name }))}
            >
              <Trash2 aria-hidden />
            </Button>
          </>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {slots.length === 0 ? <Badge>{t('closed')}</Badge> : null}
        {slots.map((slot) => (
          <SlotChip
            key={slot.id}
            slot={slot}
            overlaps={overlapping(slot, slots)}
            onEdit={() => props.onEditSlot(slot)}
            onRemove={() =>
              void changeNow(removeSlot(hours, slot.id), t('slotRemoved', { slot: texts.slot(slot) }))
            }
          />
        ))}
        <Button variant="ghost" size="sm" onClick={() => props.onAddSlot(type)}>
          <Clock aria-hidden />
          {t('addHours')}
        </Button>
      </div>
      {exceptions.length > 0 ? (
        <ul
          aria-label={t('daysOf', { name: type.name })}
          className="divide-y divide-border rounded-lg border border-border"
        >
          {exceptions.map((exception) => (
            <ExceptionLine
              key={exception.id}
              exception={exception}
              onEdit={() => props.onEditException(exception)}
              onRemove={() =>
                void changeNow(
                  removeException(hours, exception.id),
                  t('exceptionRemoved', { name: exception.name }),
                )
              }
            />
          ))}
        </ul>
      ) : (
        <p className="text-[13px] text-muted-foreground">{t('noDays')}</p>
      )}
      <Button
        variant="secondary"
        size="sm"
        className="justify-self-start"
        onClick={() => props.onAddException(type)}
      >
        <CalendarPlus aria-hidden />
        {t('addException')}
      </Button>
    </li>
  );
}

type ExceptionLineProps = { exception: DayException; onEdit: () => void; onRemove: () => void };

function ExceptionLine({ exception, onEdit, onRemove }: ExceptionLineProps) {
  const t = useTranslations('hours.types');
  const texts = useHourTexts();
  return (
    <li className="flex items-center gap-1 ps-3 pe-1.5">
      <button
        type="button"
        onClick={onEdit}
        aria-label={t('editException', { name: exception.name })}
        className="flex min-h-10 min-w-0 flex-1 flex-wrap items-center gap-x-3 rounded-sm py-1.5 text-start text-[13px] hover:underline"
      >
        <span className="min-w-0 truncate">{exception.name}</span>
        <span className="text-muted-foreground tabular-nums">{texts.days(exception)}</span>
        {exception.repeats_yearly ? <Badge>{t('yearly')}</Badge> : null}
      </button>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t('removeException', { name: exception.name })}
        onClick={onRemove}
      >
        <X aria-hidden />
      </Button>
    </li>
  );
}
