import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SiteFormsForm } from '@/components/forms/site-forms-form';
import { IntlProvider } from '@/components/shared/intl-provider';
import { managesSettings } from '@/lib/auth/permissions';
import { getSiteForms, listForms } from '@/lib/forms/queries';
import { requireSite } from '@/lib/sites/require-site';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sites.tabs'))('forms') };
}

export default async function SiteFormsPage({ params }: PageProps<'/[org]/sites/[siteId]/forms'>) {
  const { org, siteId } = await params;
  const { organization, member, site } = await requireSite(org, siteId);
  const [forms, chosen] = await Promise.all([
    listForms(organization.id),
    getSiteForms(organization.id, site.id),
  ]);
  return (
    <IntlProvider namespaces={['shared', 'errors', 'forms']}>
      <SiteFormsForm
        organization={organization.slug}
        siteId={site.id}
        chosen={chosen}
        forms={forms}
        isEditor={managesSettings(member)}
      />
    </IntlProvider>
  );
}
