import { getTranslations } from 'next-intl/server';
import { IntlProvider } from '@/components/shared/intl-provider';
import { PageBody } from '@/components/shared/page-body';
import { PageHeader } from '@/components/shared/page-header';
import { SiteTabs } from '@/components/sites/site-tabs';
import { Link } from '@/components/ui/link';
import { requireSite } from '@/lib/sites/require-site';

export default async function SiteLayout({ children, params }: LayoutProps<'/[org]/sites/[siteId]'>) {
  const { org, siteId } = await params;
  const { organization, site } = await requireSite(org, siteId);
  const t = await getTranslations('sites');
  const sites = `/${organization.slug}/sites`;
  return (
    <IntlProvider namespaces={['shared', 'errors', 'sites']}>
      <PageBody className="max-w-5xl">
        <div className="grid gap-1">
          <Link
            href={sites}
            className="justify-self-start rounded-sm text-[13px] text-muted-foreground hover:text-foreground"
          >
            {t('title')}
          </Link>
          <PageHeader title={site.name} />
        </div>
        <SiteTabs base={`${sites}/${site.id}`} />
        {children}
      </PageBody>
    </IntlProvider>
  );
}
