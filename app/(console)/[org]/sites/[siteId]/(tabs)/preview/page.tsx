import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { IntlProvider } from '@/components/shared/intl-provider';
import { PreviewScreen } from '@/components/sites/preview/preview-screen';
import { getOpeningHours } from '@/lib/opening-hours/queries';
import { visitOfAddress } from '@/lib/sites/preview/visit';
import { requireSite } from '@/lib/sites/require-site';
import { listForms, listRoutingChoices } from '@/lib/sites/targeting/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('routingPreview'))('title') };
}

export default async function SitePreviewPage({
  params,
  searchParams,
}: PageProps<'/[org]/sites/[siteId]/preview'>) {
  const { org, siteId } = await params;
  const { organization, site } = await requireSite(org, siteId);
  const [choices, forms, hours, search] = await Promise.all([
    listRoutingChoices(organization.id),
    listForms(organization.id),
    getOpeningHours(organization.id, site.id),
    searchParams,
  ]);
  return (
    <IntlProvider namespaces={['shared', 'errors', 'routingPreview']}>
      <PreviewScreen
        organization={organization.slug}
        siteId={site.id}
        timeZone={hours.card.time_zone}
        initial={visitOfAddress(search)}
        choices={{ ...choices, forms }}
      />
    </IntlProvider>
  );
}
