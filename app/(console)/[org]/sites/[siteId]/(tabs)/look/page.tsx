import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { IntlProvider } from '@/components/shared/intl-provider';
import { LookForm } from '@/components/sites/look/look-form';
import { getSiteLook } from '@/lib/sites/look/queries';
import { requireSite } from '@/lib/sites/require-site';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sites.tabs'))('look') };
}

export default async function SiteLookPage({ params }: PageProps<'/[org]/sites/[siteId]/look'>) {
  const { org, siteId } = await params;
  const { organization, site } = await requireSite(org, siteId);
  return (
    <IntlProvider namespaces={['shared', 'errors', 'siteLook']}>
      <LookForm
        organization={organization.slug}
        organizationName={organization.name}
        siteId={site.id}
        look={await getSiteLook(site.id)}
      />
    </IntlProvider>
  );
}
