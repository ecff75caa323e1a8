'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useHourTexts } from '@/components/opening-hours/use-hour-texts';
import { slotsOfType } from '@/lib/opening-hours/days';
import { isClosed, likelyType, type PlannedHoliday } from '@/lib/opening-hours/holidays/plan';
import type { DayType, OpeningHours } from '@/lib/opening-hours/schema';
import { newId } from '@/lib/platform/ids';

/** What holds on the holidays: closed, unless one chooses a type with hours of its own. */
export function useHolidayType(hours: OpeningHours, planned: readonly PlannedHoliday[]) {
  const t = useTranslations('hours.holidays');
  const locale = useLocale();
  const texts = useHourTexts();
  const [newTypeId] = useState(newId);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base' });
  const called = (wanted: string) => hours.day_types.find(({ name }) => compare(name, wanted) === 0);

  const usual = called(t('typeName'));
  const newName = [t('typeName'), t('closedTypeName')].find((name) => called(name) === undefined);
  const newType =
    newName !== undefined && !(usual && isClosed(hours, usual)) ? { id: newTypeId, name: newName } : null;
  const types = newType ? [newType, ...hours.day_types] : hours.day_types;

  const labelOf = (type: DayType): string => {
    if (type === newType) return t('newType', { name: type.name });
    const times = slotsOfType(hours, type.id).map(texts.slot).join(', ');
    return t(times ? 'openType' : 'closedType', { name: type.name, times });
  };
  return {
    type:
      types.find(({ id }) => id === chosenId) ??
      likelyType(hours, planned, (name) => compare(name, t('typeName')) === 0) ??
      types[0],
    choices: types.map((type) => ({ id: type.id, label: labelOf(type) })),
    choose: setChosenId,
  };
}
