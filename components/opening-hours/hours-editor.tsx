'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { DayTypes } from '@/components/opening-hours/day-types';
import { GeneralCard } from '@/components/opening-hours/general-card';
import { HoursCalendar } from '@/components/opening-hours/hours-calendar';
import type { useHours } from '@/components/opening-hours/use-hours';
import { WeekSchedule } from '@/components/opening-hours/week-schedule';
import { putException, putSlots } from '@/lib/opening-hours/change';
import type { DayException, OpeningSlot, SavedHours } from '@/lib/opening-hours/schema';
import { newId } from '@/lib/platform/ids';

const SlotDialog = dynamic(() => import('@/components/opening-hours/slot-dialog'));
const HolidaysDialog = dynamic(() => import('@/components/opening-hours/holidays-dialog'));
const ExceptionDialog = dynamic(() => import('@/components/opening-hours/exception-dialog'));

type HoursEditorProps = Omit<ReturnType<typeof useHours>, 'followCompany'> & {
  saved: SavedHours;
  timeZones: ReactNode;
  /** By the clock of the hours. */
  today: string;
};

type Edited =
  | { kind: 'slot'; isNew: boolean; slot: OpeningSlot }
  | { kind: 'exception'; isNew: boolean; exception: DayException }
  | { kind: 'holidays' };

const newSlot = (of: Pick<OpeningSlot, 'weekday' | 'day_type_id'>): OpeningSlot => ({
  id: newId(),
  ...of,
  starts: '09:00',
  ends: '18:00',
  label: '',
});

/** Everything about one calendar; the same for the company and for a site with hours of its own. */
export function HoursEditor(props: HoursEditorProps) {
  const { siteId, saved, view, change, changeNow, reload, timeZones, today } = props;
  const t = useTranslations('hours');
  const [edited, setEdited] = useState<Edited | null>(null);
  const { version: _, ...hours } = saved;
  const commands = { hours, change, changeNow };
  const close = () => setEdited(null);
  const editSlot = (slot: OpeningSlot, isNew = false) => setEdited({ kind: 'slot', slot, isNew });
  const editException = (exception: DayException, isNew = false) =>
    setEdited({ kind: 'exception', exception, isNew });

  return (
    <>
      <GeneralCard
        {...commands}
        card={view.card}
        organizationZone={view.time_zone}
        timeZones={timeZones}
        onOver={reload}
      />
      <WeekSchedule
        {...commands}
        onAdd={(weekday) => editSlot(newSlot({ weekday, day_type_id: null }), true)}
        onEdit={editSlot}
      />
      <DayTypes
        {...commands}
        onAddSlot={({ id }) => editSlot(newSlot({ weekday: null, day_type_id: id }), true)}
        onEditSlot={editSlot}
        onAddException={({ id }) =>
          editException(
            { id: newId(), day_type_id: id, name: '', first_day: '', last_day: '', repeats_yearly: false },
            true,
          )
        }
        onEditException={editException}
        onAddHolidays={() => setEdited({ kind: 'holidays' })}
      />
      <HoursCalendar hours={hours} today={today} />
      {edited?.kind === 'slot' ? (
        <SlotDialog
          key={edited.slot.id}
          all={hours.slots}
          slot={edited.slot}
          isNew={edited.isNew}
          onSave={(slots) => change(putSlots(hours, slots), t('slot.saved'))}
          onClose={close}
        />
      ) : null}
      {edited?.kind === 'exception' ? (
        <ExceptionDialog
          key={edited.exception.id}
          exception={edited.exception}
          typeName={hours.day_types.find(({ id }) => id === edited.exception.day_type_id)?.name ?? ''}
          isNew={edited.isNew}
          onSave={(exception) =>
            change(putException(hours, exception), t('exception.saved', { name: exception.name }))
          }
          onClose={close}
        />
      ) : null}
      {edited?.kind === 'holidays' ? (
        <HolidaysDialog
          siteId={siteId}
          hours={hours}
          timeZone={view.card.time_zone}
          today={today}
          onSave={change}
          onClose={close}
        />
      ) : null}
    </>
  );
}
