'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { HoursState } from '@/components/opening-hours/hours-state';
import type { HoursCommands } from '@/components/opening-hours/use-hours';
import { Card, CardBody } from '@/components/shared/card';
import { ChoiceCard } from '@/components/shared/choice-card';
import { FormField } from '@/components/shared/form-field';
import { Select } from '@/components/ui/select';
import type { HoursCard, OpeningHours } from '@/lib/opening-hours/schema';

type GeneralCardProps = Pick<HoursCommands, 'changeNow'> & {
  hours: OpeningHours;
  card: HoursCard;
  organizationZone: string;
  /** Made on the server: the lists of server and browser may differ. */
  timeZones: ReactNode;
  onOver: () => void;
};

/** Open or closed now, always open or by the week, and by which clock. */
export function GeneralCard({
  hours,
  card,
  organizationZone,
  timeZones,
  changeNow,
  onOver,
}: GeneralCardProps) {
  const t = useTranslations('hours.general');
  // What was just chosen shows at once; a refusal takes it back.
  const [pending, setPending] = useState<OpeningHours | null>(null);
  const shown = pending ?? hours;

  async function change(next: OpeningHours, done: string): Promise<void> {
    setPending(next);
    await changeNow(next, done);
    setPending(null);
  }

  return (
    <Card aria-label={t('title')}>
      <CardBody>
        <HoursState card={card} onOver={onOver} />
        <fieldset disabled={pending !== null} className="grid gap-4">
          <legend className="sr-only">{t('title')}</legend>
          <div className="grid gap-2 sm:grid-cols-2">
            {([true, false] as const).map((isAlways) => (
              <ChoiceCard
                key={String(isAlways)}
                type="radio"
                name="hours-mode"
                checked={shown.is_always_open === isAlways}
                onChange={() =>
                  void change(
                    { ...hours, is_always_open: isAlways },
                    t(isAlways ? 'savedAlways' : 'savedWeek'),
                  )
                }
                label={t(isAlways ? 'always' : 'week')}
                hint={t(isAlways ? 'alwaysHint' : 'weekHint')}
              />
            ))}
          </div>
          <div className="sm:max-w-sm">
            <FormField label={t('timeZone')} hint={t('timeZoneHint')}>
              {(control) => (
                <Select
                  {...control}
                  value={shown.time_zone ?? ''}
                  onChange={(event) =>
                    void change({ ...hours, time_zone: event.target.value || null }, t('savedZone'))
                  }
                >
                  <option value="">
                    {t('companyZone', { zone: organizationZone.replaceAll('_', ' ') })}
                  </option>
                  {timeZones}
                </Select>
              )}
            </FormField>
          </div>
        </fieldset>
      </CardBody>
    </Card>
  );
}
