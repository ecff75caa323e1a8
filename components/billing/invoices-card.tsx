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
  refunded: 'neutral',
  partlyRefunded: 'neutral',
  disputed: 'danger',
  chargedBack: 'danger',
} as const;

/** The states that say little by themselves. */
const TOLD = ['refunded', 'partlyRefunded', 'disputed', 'chargedBack'] as const;
const isTold = (state: string): state is (typeof TOLD)[number] => TOLD.some((told) => told === state);

/** What became of it after it was paid counts more than that it was. */
function stateOf({ status, dispute, refunded, total }: BillingInvoice): keyof typeof TONES {
  if (dispute === 'open') return 'disputed';
  if (dispute === 'lost') return 'chargedBack';
  if (refunded > 0) return refunded >= total ? 'refunded' : 'partlyRefunded';
  return status;
}

/** The newest first, each with its PDF. */
export function InvoicesCard({ invoices }: { invoices: readonly BillingInvoice[] }) {
  const t = useTranslations('billing.invoices');
  return (
    <Card className="min-w-0 overflow-clip pb-2">
      <CardHeader title={t('title')} />
      {invoices.length === 0 ? (
        <p className="px-5 pt-1 pb-3 text-muted-foreground">{t('none')}</p>
      ) : (
        <div className="relative overflow-x-auto">
          <table className="mt-3 w-full text-start">
            <thead className="text-[13px] text-muted-foreground">
              <tr className="[&>th]:px-2 [&>th]:py-1.5 [&>th]:text-start [&>th]:font-medium sm:[&>th]:px-5 [&>th:first-child]:ps-5">
                <th>{t('date')}</th>
                <th className="max-sm:hidden">{t('number')}</th>
                <th>{t('amount')}</th>
                <th className="max-sm:hidden">{t('state')}</th>
                <th>
                  <span className="sr-only">{t('pdf')}</span>
                </th>
              </tr>
            </thead>
            {invoices.map((invoice) => (
              <InvoiceRows key={invoice.id} invoice={invoice} />
            ))}
          </table>
        </div>
      )}
    </Card>
  );
}

function InvoiceRows({ invoice }: { invoice: BillingInvoice }) {
  const t = useTranslations('billing.invoices');
  const money = useMoney();
  const formats = useTimeFormats();
  const { number, created_at, total, currency, refunded, hosted_url, pdf_url } = invoice;
  const state = stateOf(invoice);
  const badge = <Badge tone={TONES[state]}>{t(`status.${state}`)}</Badge>;
  return (
    <tbody className="[tbody+&]:border-border [tbody+&]:border-t">
      <tr className="[&>td]:whitespace-nowrap [&>td]:px-2 [&>td]:py-2 sm:[&>td]:px-5 [&>td:first-child]:ps-5 [&>td:last-child]:pe-3">
        <td className="tabular-nums">
          {formats.date(created_at)}
          <span className="block text-[13px] text-muted-foreground sm:hidden">{number}</span>
        </td>
        <td className="tabular-nums max-sm:hidden">{number}</td>
        <td className="tabular-nums">
          {money(total, currency)}
          <span className="block sm:hidden">{badge}</span>
        </td>
        <td className="max-sm:hidden">{badge}</td>
        <td className="text-end">
          <span className="inline-flex items-center">
            {hosted_url ? (
              <Button asChild variant="ghost" size="sm" className={pdf_url ? 'max-sm:hidden' : ''}>
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
                <a
                  href={pdf_url}
                  target="_blank"
                  rel="noreferrer"
                  aria-label={t('pdfOf', { number: number ?? '' })}
                >
                  <FileDown aria-hidden /> <span className="max-sm:hidden">{t('pdf')}</span>
                </a>
              </Button>
            ) : null}
          </span>
        </td>
      </tr>
      {isTold(state) ? (
        <tr>
          <td colSpan={5} className="px-5 pb-3 text-[13px] text-muted-foreground">
            {t(`note.${state}`, { refunded: money(refunded, currency) })}
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}
