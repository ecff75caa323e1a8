import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { IntlProvider } from '@/components/shared/intl-provider';
import { Installation } from '@/components/sites/installation/installation';
import { env } from '@/lib/platform/env';
import { requireSite } from '@/lib/sites/require-site';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sites.tabs'))('installation') };
}

export default async function InstallationPage({ params }: PageProps<'/[org]/sites/[siteId]/installation'>) {
  const { org, siteId } = await params;
  const { organization, site } = await requireSite(org, siteId);
  return (
    <IntlProvider namespaces={['shared', 'siteInstallation']}>
      <Installation site={site} appUrl={env().APP_URL} sitePath={`/${organization.slug}/sites/${site.id}`} />
    </IntlProvider>
  );
}
