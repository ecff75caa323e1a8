import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { IntlProvider } from '@/components/shared/intl-provider';
import { RulesScreen } from '@/components/sites/targeting/rules-screen';
import { requireSite } from '@/lib/sites/require-site';
import { listRoutingChoices, listTargetingRules } from '@/lib/sites/targeting/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('targeting'))('title') };
}

export default async function SiteTargetingPage({ params }: PageProps<'/[org]/sites/[siteId]/targeting'>) {
  const { org, siteId } = await params;
  const { organization, site } = await requireSite(org, siteId);
  const [rules, choices] = await Promise.all([
    listTargetingRules(organization.id, site.id),
    listRoutingChoices(organization.id),
  ]);
  return (
    <IntlProvider namespaces={['shared', 'errors', 'people', 'targeting']}>
      <RulesScreen organization={organization.slug} siteId={site.id} initial={rules} choices={choices} />
    </IntlProvider>
  );
}
