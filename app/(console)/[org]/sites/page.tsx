import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { LimitBanner } from '@/components/billing/limit-banner';
import { DepartmentWarning } from '@/components/people/departments/department-warning';
import { PageBody } from '@/components/shared/page-body';
import { PageHeader } from '@/components/shared/page-header';
import { AddSiteButton, SiteList } from '@/components/sites/site-list';
import { managesPeople, managesSites } from '@/lib/auth/permissions';
import { requireMember } from '@/lib/auth/session';
import { getSiteLimit } from '@/lib/billing/queries';
import { getDepartmentCounts } from '@/lib/people/departments/queries';
import { listSites } from '@/lib/sites/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sites'))('title') };
}

export default async function SitesPage({ params }: PageProps<'/[org]/sites'>) {
  const { member, organization } = await requireMember((await params).org);
  if (!managesSites(member)) notFound();
  const [t, sites, limit, counts] = await Promise.all([
    getTranslations('sites'),
    listSites(organization.id),
    getSiteLimit(organization),
    getDepartmentCounts(organization.id),
  ]);
  return (
    <PageBody>
      <PageHeader
        title={t('title')}
        description={t('text')}
        actions={sites.length > 0 ? <AddSiteButton slug={organization.slug} /> : null}
      />
      {limit ? <LimitBanner of="sites" {...limit} /> : null}
      <DepartmentWarning counts={counts} slug={managesPeople(member) ? organization.slug : null} />
      <SiteList slug={organization.slug} sites={sites} />
    </PageBody>
  );
}
