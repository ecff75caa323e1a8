'use client';

import { CalendarOff, Flag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { DayTypeRow } from '@/components/opening-hours/day-type-row';
import type { HoursCommands } from '@/components/opening-hours/use-hours';
import { Card, CardHeader } from '@/components/shared/card';
import { EmptyState } from '@/components/shared/empty-state';
import { NameForm } from '@/components/shared/name-form';
import { Button } from '@/components/ui/button';
import { putDayType } from '@/lib/opening-hours/change';
import type { DayException, DayType, OpeningHours, OpeningSlot } from '@/lib/opening-hours/schema';
import { newId } from '@/lib/platform/ids';

export type DayTypesProps = HoursCommands & {
  hours: OpeningHours;
  onAddSlot: (type: DayType) => void;
  onEditSlot: (slot: OpeningSlot) => void;
  onAddException: (type: DayType) => void;
  onEditException: (exception: DayException) => void;
  onAddHolidays: () => void;
};

export function DayTypes(props: DayTypesProps) {
  const { hours, change } = props;
  const t = useTranslations('hours.types');
  return (
    <Card>
      <CardHeader
        title={t('title')}
        description={t('text')}
        actions={
          <Button variant="secondary" size="sm" onClick={props.onAddHolidays}>
            <Flag aria-hidden />
            {t('addHolidays')}
          </Button>
        }
      />
      <div className="p-5">
        <NameForm
          label={t('new')}
          submitLabel={t('add')}
          onSave={(name) => change(putDayType(hours, { id: newId(), name }), t('added', { name }))}
        />
      </div>
      {hours.day_types.length === 0 ? (
        <EmptyState
          icon={<CalendarOff />}
          title={t('emptyTitle')}
          text={t('emptyText')}
          className="pt-4 pb-10"
        />
      ) : (
        <ul aria-label={t('title')} className="divide-y divide-border border-border border-t">
          {hours.day_types.map((type) => (
            <DayTypeRow key={type.id} type={type} {...props} />
          ))}
        </ul>
      )}
    </Card>
  );
}
