'use client';

import { LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMoney } from '@/components/billing/use-money';
import type { PreviewState } from '@/components/billing/use-preview';
import { FormFailure } from '@/components/shared/form-failure';
import { useTimeFormats } from '@/components/shell/use-time-formats';

/** Exactly what is due now and at the next renewal, and how it is made up. */
export function CostPreview({ preview, failure, isLoading }: PreviewState) {
  const t = useTranslations('billing.preview');
  const money = useMoney();
  const formats = useTimeFormats();
  return (
    <section aria-label={t('title')} aria-live="polite" className="rounded-lg bg-muted/60 p-4">
      {failure ? <FormFailure text={failure} /> : null}
      {isLoading ? (
        <p className="flex min-h-14 items-center gap-2 text-muted-foreground">
          <LoaderCircle aria-hidden className="size-4 animate-spin" /> {t('loading')}
        </p>
      ) : null}
      {!preview && !failure && !isLoading ? (
        <p className="flex min-h-14 items-center text-muted-foreground">{t('unchanged')}</p>
      ) : null}
      {preview ? (
        <div className="grid gap-2">
          <dl className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-1 tabular-nums">
            <dt className="font-medium">{t('now')}</dt>
            <dd className="text-end font-semibold text-lg">{money(preview.dueNow, preview.currency)}</dd>
            <dt className="text-muted-foreground">
              {preview.next.at === null ? t('next') : t('nextOn', { date: formats.date(preview.next.at) })}
            </dt>
            <dd className="text-end text-muted-foreground">{money(preview.next.amount, preview.currency)}</dd>
          </dl>
          {preview.isCredited ? <p className="text-[13px] text-muted-foreground">{t('credited')}</p> : null}
          {preview.lines.length > 0 ? (
            <details className="text-[13px]">
              <summary className="cursor-pointer text-muted-foreground">{t('details')}</summary>
              <ul className="grid gap-1 pt-2">
                {preview.lines.map((line, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the lines are replaced as a whole, and may repeat.
                  <li key={at} className="flex justify-between gap-4">
                    <span className="min-w-0">
                      {t(`line.${line.kind}`, {
                        seats: line.seats,
                        from: formats.date(line.from),
                        to: formats.date(line.to),
                      })}
                    </span>
                    <span className="shrink-0 tabular-nums">{money(line.amount, preview.currency)}</span>
                  </li>
                ))}
              </ul>
            </details>
          ) : null}
          <p className="text-muted-foreground text-xs">{t('excluded')}</p>
        </div>
      ) : null}
    </section>
  );
}
