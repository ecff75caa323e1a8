'use client';

import { LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CheckNow } from '@/components/billing/check-now';
import { useAwaitChange } from '@/components/billing/use-await-change';
import { Card } from '@/components/shared/card';
import { EmptyState } from '@/components/shared/empty-state';
import { TextLink } from '@/components/shared/text-link';

/** After Stripe's page, until its message has arrived; says no more than is known. */
export function AwaitingPayment({ organization, isPaid }: { organization: string; isPaid: boolean }) {
  const t = useTranslations('billing.paid');
  const { isLate } = useAwaitChange(isPaid);
  const back = <TextLink href={`/${organization}/subscription`}>{t('back')}</TextLink>;
  if (!isPaid) {
    return (
      <Card>
        <EmptyState title={t('notPaid')} actions={back} />
      </Card>
    );
  }
  return (
    <Card role="status">
      <EmptyState
        icon={<LoaderCircle aria-hidden className="animate-spin" />}
        title={t('title')}
        text={isLate ? t('late') : t('waiting')}
        actions={
          isLate ? (
            <>
              <CheckNow organization={organization} />
              {back}
            </>
          ) : undefined
        }
      />
    </Card>
  );
}
