'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRunAction } from '@/components/security/use-run-action';
import { Button } from '@/components/ui/button';
import { checkPaymentAction } from '@/lib/billing/actions';

/** Asks Stripe at once, where its own message is late. */
export function CheckNow({ organization }: { organization: string }) {
  const t = useTranslations('billing.pay');
  const router = useRouter();
  const { run, isBusy } = useRunAction();
  return (
    <Button
      variant="secondary"
      size="sm"
      disabled={isBusy}
      aria-busy={isBusy}
      onClick={() =>
        void run(
          () => checkPaymentAction({ organization }),
          () => router.refresh(),
        )
      }
    >
      {t('check')}
    </Button>
  );
}
