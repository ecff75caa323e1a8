'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { ActionButton } from '@/components/billing/action-button';
import { Notice } from '@/components/billing/notice';
import { PortalButton } from '@/components/billing/portal-button';
import { useTimeFormats } from '@/components/shell/use-time-formats';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { cancelAction } from '@/lib/billing/actions';
import { isLive } from '@/lib/billing/plans';
import type { BillingAccount, BillingInvoice, RetentionChange } from '@/lib/billing/schema';

type AlertsProps = {
  organization: string;
  account: BillingAccount;
  invoices: readonly BillingInvoice[];
  shorterRetention: RetentionChange | null;
};

/** What asks for a decision: a payment that failed, a subscription that ends, conversations that will be deleted. */
export function Alerts({ organization, account, invoices, shorterRetention }: AlertsProps) {
  const t = useTranslations('billing.alert');
  const formats = useTimeFormats();
  const isOverdue = account.status === 'past_due' || account.status === 'unpaid';
  const open = invoices.find(({ status }) => status === 'open');
  return (
    <>
      {isOverdue ? (
        <Notice
          tone="danger"
          role="alert"
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
          tone="waiting"
          title={t('ending', { date: formats.date(account.current_period_end) })}
          text={t('endingText')}
        >
          <Resume organization={organization} />
        </Notice>
      ) : null}
      {shorterRetention && shorterRetention.conversations > 0 ? (
        <Notice
          tone="waiting"
          title={t('deleting', {
            date: formats.date(shorterRetention.at),
            conversations: shorterRetention.conversations,
          })}
          text={t('deletingText', { days: shorterRetention.days })}
        />
      ) : null}
    </>
  );
}

function Resume({ organization }: { organization: string }) {
  const t = useTranslations('billing.alert');
  const router = useRouter();
  return (
    <ActionButton
      action={() => cancelAction({ organization, isCanceled: false })}
      onDone={() => {
        notify.success(t('resumed'));
        router.refresh();
      }}
    >
      {t('resume')}
    </ActionButton>
  );
}
