import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { IntlProvider } from '@/components/shared/intl-provider';
import { PreviewScreen } from '@/components/sites/preview/preview-screen';
import { getSiteForms } from '@/lib/forms/queries';
import { getOpeningHours } from '@/lib/opening-hours/queries';
import { visitOfAddress } from '@/lib/sites/preview/visit';
import { requireSite } from '@/lib/sites/require-site';
import { listRoutingChoices, listStartForms } from '@/lib/sites/targeting/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('routingPreview'))('title') };
}

export default async function SitePreviewPage({
  params,
  searchParams,
}: PageProps<'/[org]/sites/[siteId]/preview'>) {
  const { org, siteId } = await params;
  const { organization, site } = await requireSite(org, siteId);
  const [choices, forms, siteForms, hours, search] = await Promise.all([
    listRoutingChoices(organization.id),
    listStartForms(organization.id),
    getSiteForms(organization.id, site.id),
    getOpeningHours(organization.id, site.id),
    searchParams,
  ]);
  return (
    <IntlProvider namespaces={['shared', 'errors', 'routingPreview']}>
      <PreviewScreen
        organization={organization.slug}
        siteId={site.id}
        timeZone={hours.card.time_zone}
        siteForm={siteForms.start_form_id}
        initial={visitOfAddress(search)}
        choices={{ ...choices, forms }}
      />
    </IntlProvider>
  );
}
