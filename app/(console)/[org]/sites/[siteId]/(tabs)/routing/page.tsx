import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { IntlProvider } from '@/components/shared/intl-provider';
import { RoutingSettings } from '@/components/sites/routing/routing-settings';
import { requireSite } from '@/lib/sites/require-site';
import { getSiteRouting } from '@/lib/sites/routing/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sites.tabs'))('routing') };
}

export default async function SiteRoutingPage({ params }: PageProps<'/[org]/sites/[siteId]/routing'>) {
  const { org, siteId } = await params;
  const { organization, site } = await requireSite(org, siteId);
  return (
    <IntlProvider namespaces={['shared', 'errors', 'routing']}>
      <RoutingSettings
        organization={organization.slug}
        siteId={site.id}
        routing={await getSiteRouting(organization.id, site.id)}
      />
    </IntlProvider>
  );
}
