'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { HolidayPlace } from '@/components/opening-hours/holiday-place';
import { HolidayTicks } from '@/components/opening-hours/holiday-ticks';
import { useHolidayType } from '@/components/opening-hours/use-holiday-type';
import { usePublicHolidays } from '@/components/opening-hours/use-public-holidays';
import { CheckChips } from '@/components/shared/check-chips';
import { FormDialog, type SubmitOutcome } from '@/components/shared/form-dialog';
import { FormField } from '@/components/shared/form-field';
import { useErrorText } from '@/components/shared/use-error-text';
import { Select } from '@/components/ui/select';
import { addHolidays, type PlannedHoliday, planHolidays } from '@/lib/opening-hours/holidays/plan';
import { MAX_OF_EACH_KIND, type OpeningHours } from '@/lib/opening-hours/schema';

type HolidaysDialogProps = {
  /** Null: the company's hours. */
  siteId: string | null;
  hours: OpeningHours;
  timeZone: string;
  today: string;
  onSave: (hours: OpeningHours, done: string) => Promise<string | null>;
  onClose: () => void;
};

/** The public holidays of a country, so that nobody has to type them. */
export default function HolidaysDialog(props: HolidaysDialogProps) {
  const { siteId, hours, timeZone, today, onSave, onClose } = props;
  const t = useTranslations('hours.holidays');
  const errorText = useErrorText();
  const thisYear = Number(today.slice(0, 4));
  const [place, setPlace] = useState<{ country: string | null; region: string | null }>({
    country: null,
    region: null,
  });
  const [years, setYears] = useState([thisYear, thisYear + 1]);
  const [ticks, setTicks] = useState<Record<string, boolean>>({});
  const [isTried, setTried] = useState(false);
  const { list, isLoading, refusal, retry } = usePublicHolidays(siteId, { ...place, years, timeZone });
  const country = place.country ?? list?.country ?? null;

  const isShown = list !== null && !isLoading && refusal === null && years.length > 0;
  const planned = isShown ? planHolidays(hours, list.holidays, today) : [];
  const missing = planned.filter(({ present }) => present === null);
  const isTicked = ({ key, present, isPartOfDay }: PlannedHoliday): boolean =>
    present !== null || (ticks[key] ?? !isPartOfDay);
  const chosen = missing.filter(isTicked);
  const lastYear = years.at(-1) ?? thisYear + 1;
  const { type, choices, choose } = useHolidayType(hours, planned);

  const problemOf = (field: 'country' | 'region' | 'years'): string | undefined => {
    if (refusal?.field === field) return errorText(refusal);
    if (field === 'years' && years.length === 0) return errorText({ code: 'year_is_unknown' });
    const isCountryMissing = field === 'country' && isTried && !isLoading && country === null;
    return isCountryMissing ? errorText({ code: 'country_is_unknown' }) : undefined;
  };

  async function submit(): Promise<SubmitOutcome> {
    setTried(true);
    if (!isShown || country === null) return undefined;
    if (chosen.length === 0 || type === undefined) return t('chooseOne');
    const room = MAX_OF_EACH_KIND - hours.exceptions.length;
    if (chosen.length > room) return t('tooMany', { most: MAX_OF_EACH_KIND, room, count: chosen.length });
    return onSave(addHolidays(hours, type, chosen), t('added', { count: chosen.length }));
  }

  return (
    <FormDialog
      title={t('title')}
      description={t('text')}
      submitLabel={t('submit', { count: chosen.length })}
      className="max-w-2xl"
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <HolidayPlace
          list={list}
          country={country}
          region={place.region}
          onChange={(next) => {
            setPlace(next);
            setTicks({});
          }}
          problemOf={problemOf}
        />
        <CheckChips
          label={t('years')}
          options={[thisYear, thisYear + 1].map((year) => ({ id: String(year), label: String(year) }))}
          value={years.map(String)}
          onChange={(ids) => setYears(ids.map(Number))}
          error={problemOf('years')}
        />
        <FormField label={t('type')}>
          {(control) => (
            <Select {...control} value={type?.id ?? ''} onChange={(event) => choose(event.target.value)}>
              {choices.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </FormField>
      </div>
      <HolidayTicks
        holidays={planned}
        isLoading={isLoading}
        isPlaceMissing={country === null || years.length === 0}
        failure={refusal && refusal.field === undefined ? errorText(refusal) : null}
        onRetry={retry}
        isTicked={isTicked}
        onTick={(keys, isNowTicked) =>
          setTicks({ ...ticks, ...Object.fromEntries(keys.map((key) => [key, isNowTicked])) })
        }
      />
      <div className="grid gap-1.5 text-muted-foreground">
        <p className="text-[13px]">{t('nextYear', { last: String(lastYear), next: String(lastYear + 1) })}</p>
        <p className="text-xs">
          {t.rich('source', {
            library: (text) => (
              <SourceLink href="https://github.com/commenthol/date-holidays">{text}</SourceLink>
            ),
            licence: (text) => (
              <SourceLink href="https://creativecommons.org/licenses/by-sa/3.0/">{text}</SourceLink>
            ),
          })}
        </p>
      </div>
    </FormDialog>
  );
}

function SourceLink(props: { href: string; children: ReactNode }) {
  return <a {...props} target="_blank" rel="noreferrer" className="underline underline-offset-2" />;
}
