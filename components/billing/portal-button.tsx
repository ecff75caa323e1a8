'use client';

import { ActionButton } from '@/components/billing/action-button';
import { portalAction } from '@/lib/billing/actions';

/** To Stripe's own pages for the card and the billing details. */
export function PortalButton({ organization, children }: { organization: string; children: string }) {
  return (
    <ActionButton
      action={() => portalAction({ organization })}
      onDone={({ url }) => window.location.assign(url)}
    >
      {children}
    </ActionButton>
  );
}
