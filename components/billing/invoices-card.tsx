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
  return (
    <tbody className="[tbody+&]:border-border [tbody+&]:border-t">
      <tr className="[&>td]:whitespace-nowrap [&>td]:px-5 [&>td]:py-2">
        <td className="tabular-nums">{formats.date(created_at)}</td>
        <td className="tabular-nums">{number}</td>
        <td className="tabular-nums">{money(total, currency)}</td>
        <td>
          <Badge tone={TONES[state]}>{t(`status.${state}`)}</Badge>
        </td>
        <td className="text-end">
          <span className="inline-flex items-center">
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
