'use client';

import { AcceptTimeForm } from '@/components/sites/routing/accept-time-form';
import { DistributionForm } from '@/components/sites/routing/distribution-form';
import { FittingAgentForm } from '@/components/sites/routing/fitting-agent-form';
import { QueueForm } from '@/components/sites/routing/queue-form';
import type { SiteRouting } from '@/lib/sites/routing/schema';

export type RoutingPlace = { organization: string; siteId: string };

/** What only automatic distribution asks is hidden while agents help themselves, and kept. */
export function RoutingSettings({ routing, ...place }: RoutingPlace & { routing: SiteRouting }) {
  return (
    <>
      <DistributionForm {...place} routing={routing} />
      {routing.assignment === 'automatic' ? (
        <>
          <FittingAgentForm {...place} routing={routing} />
          <AcceptTimeForm {...place} routing={routing} />
        </>
      ) : null}
      <QueueForm {...place} routing={routing} />
    </>
  );
}
