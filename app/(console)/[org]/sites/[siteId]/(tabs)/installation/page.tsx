import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Installation } from '@/components/sites/installation';
import { env } from '@/lib/platform/env';
import { requireSite } from '@/lib/sites/require-site';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sites.tabs'))('installation') };
}

export default async function InstallationPage({ params }: PageProps<'/[org]/sites/[siteId]/installation'>) {
  const { org, siteId } = await params;
  const { organization, site } = await requireSite(org, siteId);
  const testPath = `/${organization.slug}/sites/${site.id}/test`;
  return <Installation site={site} appUrl={env().APP_URL} testPath={testPath} />;
}
