'use client';

import { CircleAlert, Info } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PortalButton } from '@/components/billing/portal-button';
import { useRunAction } from '@/components/security/use-run-action';
import { useTimeFormats } from '@/components/shell/use-time-formats';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { cancelAction } from '@/lib/billing/actions';
import { isLive } from '@/lib/billing/plans';
import type { BillingAccount, BillingInvoice } from '@/lib/billing/schema';
import { cn } from '@/lib/platform/cn';

type AlertsProps = { organization: string; account: BillingAccount; invoices: readonly BillingInvoice[] };

/** What asks for a decision: a payment that failed, a subscription that ends. */
export function Alerts({ organization, account, invoices }: AlertsProps) {
  const t = useTranslations('billing.alert');
  const formats = useTimeFormats();
  const isOverdue = account.status === 'past_due' || account.status === 'unpaid';
  const open = invoices.find(({ status }) => status === 'open');
  return (
    <>
      {isOverdue ? (
        <Notice
          isUrgent
          title={t('pastDue')}
          text={account.grace_until ? t('pastDueText', { date: formats.date(account.grace_until) }) : null}
        >
          {open?.hosted_url ? (
            <Button asChild>
              <a href={open.hosted_url} target="_blank" rel="noreferrer">
                {t('pay')}
              </a>
            </Button>
          ) : null}
          <PortalButton organization={organization}>{t('updateCard')}</PortalButton>
        </Notice>
      ) : null}
      {account.cancel_at_period_end && isLive(account.status) && account.current_period_end ? (
        <Notice
          title={t('ending', { date: formats.date(account.current_period_end) })}
          text={t('endingText')}
        >
          <Resume organization={organization} />
        </Notice>
      ) : null}
    </>
  );
}

type NoticeProps = { title: string; text: string | null; isUrgent?: boolean; children: ReactNode };

function Notice({ title, text, isUrgent = false, children }: NoticeProps) {
  const Icon = isUrgent ? CircleAlert : Info;
  return (
    <section
      role={isUrgent ? 'alert' : undefined}
      className={cn(
        'flex flex-wrap items-center gap-3 rounded-xl p-4',
        isUrgent ? 'bg-danger-soft text-danger' : 'bg-waiting-soft text-waiting',
      )}
    >
      <Icon aria-hidden className="size-5 shrink-0" />
      <div className="min-w-48 flex-1">
        <p className="font-medium">{title}</p>
        {text ? <p className="text-foreground">{text}</p> : null}
      </div>
      <div className="flex flex-wrap gap-2">{children}</div>
    </section>
  );
}

function Resume({ organization }: { organization: string }) {
  const t = useTranslations('billing.alert');
  const router = useRouter();
  const { run, isBusy } = useRunAction();
  return (
    <Button
      variant="secondary"
      disabled={isBusy}
      aria-busy={isBusy}
      onClick={() =>
        void run(
          () => cancelAction({ organization, isCanceled: false }),
          () => {
            notify.success(t('resumed'));
            router.refresh();
          },
        )
      }
    >
      {t('resume')}
    </Button>
  );
}
