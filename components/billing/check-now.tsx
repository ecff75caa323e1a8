'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { ActionButton } from '@/components/billing/action-button';
import { checkPaymentAction } from '@/lib/billing/actions';

/** Asks Stripe at once, where its own message is late. */
export function CheckNow({ organization }: { organization: string }) {
  const t = useTranslations('billing.pay');
  const router = useRouter();
  return (
    <ActionButton
      size="sm"
      action={() => checkPaymentAction({ organization })}
      onDone={() => router.refresh()}
    >
      {t('check')}
    </ActionButton>
  );
}
