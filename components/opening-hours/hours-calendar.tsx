'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useHourTexts } from '@/components/opening-hours/use-hour-texts';
import { Card, CardHeader } from '@/components/shared/card';
import { Button } from '@/components/ui/button';
import { addDays, barsOf, planOf, weekdayOf } from '@/lib/opening-hours/days';
import { type OpeningHours, WEEKDAYS } from '@/lib/opening-hours/schema';
import { cn } from '@/lib/platform/cn';

const WEEKS = 4;
const SHOWN_DAYS = WEEKS * 7;

/** The weeks ahead as they come out, day by day: read as a list, drawn as a calendar. */
export function HoursCalendar({ hours, today }: { hours: OpeningHours; today: string }) {
  const t = useTranslations('hours.calendar');
  const texts = useHourTexts();
  const [page, setPage] = useState(0);
  const first = addDays(today, 1 - weekdayOf(today) + page * SHOWN_DAYS);
  const days = Array.from({ length: SHOWN_DAYS }, (_, n) => addDays(first, n));
  const range = `${texts.dayAndMonth(first)} – ${texts.date(days.at(-1) ?? first)}`;
  return (
    <Card aria-label={t('title')}>
      <CardHeader
        title={t('title')}
        description={t('text')}
        actions={
          <div className="flex flex-wrap items-center gap-1">
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t('earlier')}
              onClick={() => setPage(page - 1)}
            >
              <ChevronLeft aria-hidden className="rtl:rotate-180" />
            </Button>
            <p aria-live="polite" className="text-center sm:min-w-36 text-[13px] tabular-nums">
              {range}
            </p>
            <Button variant="ghost" size="icon-sm" aria-label={t('later')} onClick={() => setPage(page + 1)}>
              <ChevronRight aria-hidden className="rtl:rotate-180" />
            </Button>
            <Button variant="secondary" size="sm" disabled={page === 0} onClick={() => setPage(0)}>
              {t('today')}
            </Button>
          </div>
        }
      />
      <div className="p-5">
        <div
          aria-hidden
          className="mb-1.5 grid grid-cols-7 gap-1.5 text-muted-foreground text-xs max-sm:hidden"
        >
          {WEEKDAYS.map((weekday) => (
            <span key={weekday} className="px-2">
              {texts.shortWeekday(weekday)}
            </span>
          ))}
        </div>
        <ul className="grid gap-1.5 sm:grid-cols-7">
          {days.map((day) => (
            <CalendarDay key={day} hours={hours} day={day} isToday={day === today} isOver={day < today} />
          ))}
        </ul>
      </div>
    </Card>
  );
}

type CalendarDayProps = { hours: OpeningHours; day: string; isToday: boolean; isOver: boolean };

function CalendarDay({ hours, day, isToday, isOver }: CalendarDayProps) {
  const t = useTranslations('hours.calendar');
  const tHours = useTranslations('hours');
  const texts = useHourTexts();
  const { exception, type, isAllDay, slots } = planOf(hours, day);
  const times = isAllDay ? [tHours('allDay')] : slots.map((slot) => texts.slot(slot));
  return (
    <li
      aria-current={isToday ? 'date' : undefined}
      className={cn(
        'grid content-start gap-1 rounded-md border p-2 text-xs sm:min-h-24',
        isToday ? 'border-accent' : 'border-border',
        exception && 'bg-waiting-soft',
        isOver && !exception && 'text-muted-foreground',
      )}
    >
      <span className={cn('font-medium tabular-nums', isToday && 'text-accent')}>
        <span className="sm:sr-only">{texts.dayInWords(day)}</span>
        <span aria-hidden className="max-sm:hidden">
          {texts.dayAndMonth(day)}
        </span>
        {isToday ? <span className="sr-only"> ({t('today')})</span> : null}
      </span>
      <span
        aria-hidden
        className={cn('relative h-1.5 overflow-hidden rounded-full bg-border', isOver && 'opacity-50')}
      >
        {barsOf(hours, day).map(({ from, to }) => (
          <span
            key={`${from}-${to}`}
            className="absolute inset-y-0 bg-online"
            style={{ insetInlineStart: `${from * 100}%`, width: `${(to - from) * 100}%` }}
          />
        ))}
      </span>
      {exception ? (
        <span className="truncate font-medium" title={`${exception.name} · ${type?.name ?? ''}`}>
          {exception.name}
        </span>
      ) : null}
      {times.length === 0 ? (
        <span className={exception ? undefined : 'text-muted-foreground'}>{t('closed')}</span>
      ) : (
        times.map((time) => (
          <span key={time} className={cn('tabular-nums', !exception && 'text-muted-foreground')}>
            {time}
          </span>
        ))
      )}
    </li>
  );
}
