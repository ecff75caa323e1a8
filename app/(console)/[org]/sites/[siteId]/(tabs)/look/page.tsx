import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { IntlProvider } from '@/components/shared/intl-provider';
import { AutomaticMessagesForm } from '@/components/sites/automatic-messages/automatic-messages-form';
import { LookForm } from '@/components/sites/look/look-form';
import { publicConfig } from '@/lib/platform/supabase/public-config';
import { getAutomaticMessages } from '@/lib/sites/automatic-messages/queries';
import { logoUrl } from '@/lib/sites/look/logo-url';
import { getSiteLook } from '@/lib/sites/look/queries';
import { requireSite } from '@/lib/sites/require-site';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sites.tabs'))('look') };
}

export default async function SiteLookPage({ params }: PageProps<'/[org]/sites/[siteId]/look'>) {
  const { org, siteId } = await params;
  const { organization, site } = await requireSite(org, siteId);
  const [look, messages] = await Promise.all([getSiteLook(site.id), getAutomaticMessages(site.id)]);
  return (
    <IntlProvider namespaces={['shared', 'errors', 'siteLook', 'automaticMessages']}>
      <LookForm
        organization={organization.slug}
        organizationName={organization.name}
        siteId={site.id}
        look={look}
        logoUrl={logoUrl(publicConfig().supabaseUrl, look.logo_path)}
      />
      <AutomaticMessagesForm organization={organization.slug} siteId={site.id} messages={messages} />
    </IntlProvider>
  );
}
