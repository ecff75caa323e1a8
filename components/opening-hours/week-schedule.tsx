'use client';

import { CopyPlus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SlotChip } from '@/components/opening-hours/slot-chip';
import { useHourTexts } from '@/components/opening-hours/use-hour-texts';
import type { HoursCommands } from '@/components/opening-hours/use-hours';
import { Card, CardHeader } from '@/components/shared/card';
import { Button, buttonClasses } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { copyDay, removeSlot } from '@/lib/opening-hours/change';
import { overlappingInWeek, slotsOfWeekday } from '@/lib/opening-hours/days';
import { type OpeningHours, type OpeningSlot, WEEKDAYS, type Weekday } from '@/lib/opening-hours/schema';

type WeekScheduleProps = HoursCommands & {
  hours: OpeningHours;
  onAdd: (weekday: Weekday) => void;
  onEdit: (slot: OpeningSlot) => void;
};

export function WeekSchedule({ hours, changeNow, onAdd, onEdit }: WeekScheduleProps) {
  const t = useTranslations('hours.week');
  const texts = useHourTexts();
  return (
    <Card>
      <CardHeader
        title={t('title')}
        description={hours.is_always_open ? t('textAlways') : t('text')}
        actions={
          <Button size="sm" onClick={() => onAdd(1)}>
            <Plus aria-hidden />
            {t('add')}
          </Button>
        }
      />
      <ul className="mt-4 divide-y divide-border border-border border-t">
        {WEEKDAYS.map((weekday) => {
          const slots = slotsOfWeekday(hours, weekday);
          const day = texts.weekday(weekday);
          return (
            <li
              key={weekday}
              className="grid grid-cols-[1fr_auto] items-center gap-x-3 gap-y-2 px-5 py-2.5 sm:grid-cols-[7.5rem_1fr_auto]"
            >
              <h3 className="font-medium text-[13px]">{day}</h3>
              <div className="flex flex-wrap gap-2 max-sm:order-3 max-sm:col-span-2">
                {slots.length === 0 ? (
                  <span className="text-[13px] text-muted-foreground">
                    {t(hours.is_always_open ? 'none' : 'closed')}
                  </span>
                ) : null}
                {slots.map((slot) => (
                  <SlotChip
                    key={slot.id}
                    slot={slot}
                    overlaps={overlappingInWeek(slot, hours.slots)}
                    onEdit={() => onEdit(slot)}
                    onRemove={() =>
                      void changeNow(
                        removeSlot(hours, slot.id),
                        t('removed', { slot: texts.slot(slot), day }),
                      )
                    }
                  />
                ))}
              </div>
              <div className="flex gap-1">
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={t('addTo', { day })}
                  onClick={() => onAdd(weekday)}
                >
                  <Plus aria-hidden />
                </Button>
                <CopyMenu
                  weekday={weekday}
                  onCopy={(to, done) => void changeNow(copyDay(hours, weekday, to), done)}
                />
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

type CopyMenuProps = { weekday: Weekday; onCopy: (to: readonly Weekday[], done: string) => void };

function CopyMenu({ weekday, onCopy }: CopyMenuProps) {
  const t = useTranslations('hours.week');
  const texts = useHourTexts();
  const day = texts.weekday(weekday);
  const copy = (to: readonly Weekday[], name: string) => onCopy(to, t('copied', { day, to: name }));
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className={buttonClasses({ variant: 'ghost', size: 'icon-sm' })}>
        <CopyPlus aria-hidden />
        <span className="sr-only">{t('copy', { day })}</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent label={t('copy', { day })} align="end" className="min-w-48">
        <DropdownMenuItem onSelect={() => copy([1, 2, 3, 4, 5], t('workdays'))}>
          {t('workdays')}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => copy(WEEKDAYS, t('everyDay'))}>{t('everyDay')}</DropdownMenuItem>
        <DropdownMenuSeparator />
        {WEEKDAYS.filter((other) => other !== weekday).map((other) => (
          <DropdownMenuItem key={other} onSelect={() => copy([other], texts.weekday(other))}>
            {texts.weekday(other)}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
