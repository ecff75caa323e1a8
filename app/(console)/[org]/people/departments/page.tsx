import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { DepartmentsScreen } from '@/components/people/departments/departments-screen';
import { PeopleTabs } from '@/components/people/people-tabs';
import { IntlProvider } from '@/components/shared/intl-provider';
import { PageBody } from '@/components/shared/page-body';
import { PageHeader } from '@/components/shared/page-header';
import { managesPeople } from '@/lib/auth/permissions';
import { requireMember } from '@/lib/auth/session';
import { listDepartments } from '@/lib/people/departments/queries';
import { listSites } from '@/lib/sites/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('departments'))('title') };
}

export default async function DepartmentsPage({ params }: PageProps<'/[org]/people/departments'>) {
  const { member, organization } = await requireMember((await params).org);
  if (!managesPeople(member)) notFound();
  const [t, departments, sites] = await Promise.all([
    getTranslations('departments'),
    listDepartments(organization.id),
    listSites(organization.id),
  ]);
  return (
    <IntlProvider namespaces={['shared', 'errors', 'groups', 'people', 'departments']}>
      <PageBody className="max-w-5xl">
        <PageHeader title={t('title')} description={t('text')} />
        <PeopleTabs slug={organization.slug} member={member} />
        <DepartmentsScreen initial={departments} sites={sites.map(({ id, name }) => ({ id, name }))} />
      </PageBody>
    </IntlProvider>
  );
}
