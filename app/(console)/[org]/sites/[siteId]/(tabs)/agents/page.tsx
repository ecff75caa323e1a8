import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { IntlProvider } from '@/components/shared/intl-provider';
import { AgentsScreen } from '@/components/sites/agents/agents-screen';
import { listSiteAgents } from '@/lib/sites/agents/queries';
import { requireSite } from '@/lib/sites/require-site';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sites.tabs'))('agents') };
}

export default async function SiteAgentsPage({ params }: PageProps<'/[org]/sites/[siteId]/agents'>) {
  const { org, siteId } = await params;
  const { organization, site } = await requireSite(org, siteId);
  return (
    <IntlProvider namespaces={['shared', 'errors', 'siteAgents']}>
      <AgentsScreen
        organization={organization.slug}
        siteId={site.id}
        initial={await listSiteAgents(site.id)}
      />
    </IntlProvider>
  );
}
