'use client';

import { FileDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMoney } from '@/components/billing/use-money';
import { Card, CardHeader } from '@/components/shared/card';
import { useTimeFormats } from '@/components/shell/use-time-formats';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { BillingInvoice } from '@/lib/billing/schema';

const TONES = {
  draft: 'neutral',
  open: 'waiting',
  paid: 'online',
  uncollectible: 'danger',
  void: 'neutral',
} as const;

/** The newest first, each with its PDF. */
export function InvoicesCard({ invoices }: { invoices: readonly BillingInvoice[] }) {
  const t = useTranslations('billing.invoices');
  const money = useMoney();
  const formats = useTimeFormats();
  return (
    <Card className="overflow-clip pb-2">
      <CardHeader title={t('title')} />
      {invoices.length === 0 ? (
        <p className="px-5 pt-1 pb-3 text-muted-foreground">{t('none')}</p>
      ) : (
        <div className="relative overflow-x-auto">
          <table className="mt-3 w-full text-start">
            <thead className="text-[13px] text-muted-foreground">
              <tr className="[&>th]:px-5 [&>th]:py-1.5 [&>th]:text-start [&>th]:font-medium">
                <th>{t('date')}</th>
                <th>{t('number')}</th>
                <th>{t('amount')}</th>
                <th>{t('state')}</th>
                <th>
                  <span className="sr-only">{t('pdf')}</span>
                </th>
              </tr>
            </thead>
            <tbody className="divide-y divide-border">
              {invoices.map(({ id, number, created_at, total, currency, status, hosted_url, pdf_url }) => (
                <tr key={id} className="[&>td]:whitespace-nowrap [&>td]:px-5 [&>td]:py-2">
                  <td className="tabular-nums">{formats.date(created_at)}</td>
                  <td className="tabular-nums">{number}</td>
                  <td className="tabular-nums">{money(total, currency)}</td>
                  <td>
                    <Badge tone={TONES[status]}>{t(`status.${status}`)}</Badge>
                  </td>
                  <td className="text-end">
                    {hosted_url ? (
                      <Button asChild variant="ghost" size="sm">
                        <a
                          href={hosted_url}
                          target="_blank"
                          rel="noreferrer"
                          aria-label={t('viewOf', { number: number ?? '' })}
                        >
                          {t('view')}
                        </a>
                      </Button>
                    ) : null}
                    {pdf_url ? (
                      <Button asChild variant="ghost" size="sm">
                        <a href={pdf_url} rel="noreferrer" aria-label={t('pdfOf', { number: number ?? '' })}>
                          <FileDown aria-hidden /> {t('pdf')}
                        </a>
                      </Button>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
