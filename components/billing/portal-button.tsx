'use client';

import { useRunAction } from '@/components/security/use-run-action';
import { Button } from '@/components/ui/button';
import { portalAction } from '@/lib/billing/actions';

/** To Stripe's own pages for the card and the billing details. */
export function PortalButton({ organization, children }: { organization: string; children: string }) {
  const { run, isBusy } = useRunAction();
  return (
    <Button
      variant="secondary"
      disabled={isBusy}
      aria-busy={isBusy}
      onClick={() =>
        void run(
          () => portalAction({ organization }),
          ({ url }) => window.location.assign(url),
        )
      }
    >
      {children}
    </Button>
  );
}
