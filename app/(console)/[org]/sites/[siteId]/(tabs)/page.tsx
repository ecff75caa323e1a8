import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SiteSettings } from '@/components/sites/site-settings';
import { requireSite } from '@/lib/sites/require-site';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sites.tabs'))('settings') };
}

export default async function SiteSettingsPage({ params }: PageProps<'/[org]/sites/[siteId]'>) {
  const { org, siteId } = await params;
  const { organization, site } = await requireSite(org, siteId);
  return <SiteSettings organization={organization.slug} site={site} />;
}
