import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { LimitBanner } from '@/components/billing/limit-banner';
import { IntlProvider } from '@/components/shared/intl-provider';
import { PageBody } from '@/components/shared/page-body';
import { PageHeader } from '@/components/shared/page-header';
import { CreateSiteForm } from '@/components/sites/create-site-form';
import { managesSites } from '@/lib/auth/permissions';
import { requireMember } from '@/lib/auth/session';
import { getSiteLimit } from '@/lib/billing/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sites.form'))('title') };
}

export default async function NewSitePage({ params }: PageProps<'/[org]/sites/new'>) {
  const { member, organization } = await requireMember((await params).org);
  if (!managesSites(member)) notFound();
  const [t, limit] = await Promise.all([getTranslations('sites.form'), getSiteLimit(organization)]);
  return (
    <IntlProvider namespaces={['shared', 'errors', 'sites']}>
      <PageBody className="max-w-2xl">
        <PageHeader title={t('title')} />
        {limit ? <LimitBanner of="sites" {...limit} /> : null}
        <CreateSiteForm organization={organization.slug} isFull={limit !== null} />
      </PageBody>
    </IntlProvider>
  );
}
