import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SiteTest } from '@/components/sites/site-test';
import { getSiteReadiness } from '@/lib/sites/queries';
import { requireSite } from '@/lib/sites/require-site';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sites.tabs'))('test') };
}

export default async function SiteTestPage({ params }: PageProps<'/[org]/sites/[siteId]/test'>) {
  const { org, siteId } = await params;
  const { organization, site } = await requireSite(org, siteId);
  return <SiteTest slug={organization.slug} siteId={site.id} initial={await getSiteReadiness(site.id)} />;
}
