'use client';

import { CalendarOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useHourTexts } from '@/components/opening-hours/use-hour-texts';
import { EmptyState } from '@/components/shared/empty-state';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import type { PlannedHoliday } from '@/lib/opening-hours/holidays/plan';

type HolidayTicksProps = {
  holidays: readonly PlannedHoliday[];
  isLoading: boolean;
  isPlaceMissing: boolean;
  failure: string | null;
  onRetry: () => void;
  isTicked: (holiday: PlannedHoliday) => boolean;
  onTick: (keys: readonly string[], isTicked: boolean) => void;
};

/** The holidays by year, each to be ticked; what is there already stays as it is. */
export function HolidayTicks(props: HolidayTicksProps) {
  const { holidays, isLoading, isPlaceMissing, failure, onRetry, isTicked, onTick } = props;
  const t = useTranslations('hours.holidays');
  const tShared = useTranslations('shared');
  const missing = holidays.filter(({ present }) => present === null);
  const count = missing.filter(isTicked).length;
  const years = [...new Set(holidays.map(({ first_day }) => first_day.slice(0, 4)))];
  return (
    <div className="grid min-w-0 gap-1.5">
      <div className="flex min-h-8 items-center gap-2">
        <p aria-live="polite" className="flex-1 text-[13px] text-muted-foreground">
          {isLoading
            ? tShared('loading')
            : t('summary', { count, present: holidays.length - missing.length })}
        </p>
        {missing.length > 1 ? (
          <Button
            variant="ghost"
            size="sm"
            onClick={() =>
              onTick(
                missing.map(({ key }) => key),
                count < missing.length,
              )
            }
          >
            {t(count < missing.length ? 'tickAll' : 'tickNone')}
          </Button>
        ) : null}
      </div>
      {/* As tall while it loads, so that the dialog does not jump. */}
      <div className="h-[clamp(12rem,34dvh,24rem)] overflow-y-auto rounded-lg border border-border">
        {isLoading ? <LoadingLines /> : null}
        {failure !== null ? <LoadFailure text={failure} onRetry={onRetry} /> : null}
        {!isLoading && failure === null && holidays.length === 0 ? (
          <EmptyState
            icon={<CalendarOff />}
            title={t(isPlaceMissing ? 'placeMissingTitle' : 'noneTitle')}
            text={t(isPlaceMissing ? 'placeMissingText' : 'noneText')}
            className="py-8"
          />
        ) : null}
        {years.map((year) => (
          <fieldset key={year} className="min-w-0">
            <legend className="sticky top-0 z-10 w-full border-border border-b bg-muted px-3 py-1 font-medium text-muted-foreground text-xs tabular-nums">
              {year}
            </legend>
            <ul className="divide-y divide-border">
              {holidays
                .filter(({ first_day }) => first_day.startsWith(year))
                .map((holiday) => (
                  <HolidayLine
                    key={holiday.key}
                    holiday={holiday}
                    isTicked={isTicked(holiday)}
                    onTick={(isNowTicked) => onTick([holiday.key], isNowTicked)}
                  />
                ))}
            </ul>
          </fieldset>
        ))}
      </div>
    </div>
  );
}

const LoadingLines = () =>
  ['a', 'b', 'c', 'd', 'e', 'f'].map((line) => (
    <div key={line} aria-hidden className="flex items-center gap-3 px-3 py-2.5">
      <Skeleton className="size-4" />
      <Skeleton className="h-4 flex-1" />
    </div>
  ));

function LoadFailure({ text, onRetry }: { text: string; onRetry: () => void }) {
  const t = useTranslations('shared');
  return (
    <div role="alert" className="grid justify-items-center gap-3 px-6 py-10 text-center">
      <p className="text-[13px] text-muted-foreground">{text}</p>
      <Button variant="secondary" size="sm" onClick={onRetry}>
        {t('retry')}
      </Button>
    </div>
  );
}

type HolidayLineProps = {
  holiday: PlannedHoliday;
  isTicked: boolean;
  onTick: (isTicked: boolean) => void;
};

function HolidayLine({ holiday, isTicked, onTick }: HolidayLineProps) {
  const t = useTranslations('hours.holidays');
  const tTypes = useTranslations('hours.types');
  const texts = useHourTexts();
  const { name, first_day, last_day, present, within, isPartOfDay, isEstimated } = holiday;
  const days = first_day === last_day ? [first_day] : [first_day, last_day];
  const notes = [
    within ? t('within', { name: within.name }) : null,
    isPartOfDay ? t('partOfDay') : null,
    isEstimated ? t('estimated') : null,
  ].filter((note) => note !== null);
  return (
    <li>
      <label className="flex items-start gap-3 px-3 py-2 text-[13px] has-enabled:cursor-pointer has-enabled:hover:bg-hover has-disabled:opacity-70 has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:-outline-offset-2 pointer-coarse:py-3">
        <input
          type="checkbox"
          className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
          checked={isTicked}
          disabled={present !== null}
          onChange={(event) => onTick(event.currentTarget.checked)}
        />
        <span className="grid min-w-0 flex-1 gap-x-3 sm:grid-cols-[1fr_auto]">
          <span className="font-medium [overflow-wrap:anywhere]">{name}</span>
          <span className="text-muted-foreground tabular-nums">{days.map(texts.dayInWords).join(' – ')}</span>
          {notes.length > 0 ? (
            <span className="text-muted-foreground text-xs sm:col-span-2">{notes.join(' ')}</span>
          ) : null}
        </span>
        {present !== null ? <Badge tone="outline">{t('present')}</Badge> : null}
        {holiday.repeats_yearly && present === null ? <Badge>{tTypes('yearly')}</Badge> : null}
      </label>
    </li>
  );
}
