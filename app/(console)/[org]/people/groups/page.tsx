import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { GroupsScreen } from '@/components/people/groups/groups-screen';
import { PeopleTabs } from '@/components/people/people-tabs';
import { IntlProvider } from '@/components/shared/intl-provider';
import { PageBody } from '@/components/shared/page-body';
import { PageHeader } from '@/components/shared/page-header';
import { managesPeople } from '@/lib/auth/permissions';
import { requireMember } from '@/lib/auth/session';
import { listCircles } from '@/lib/people/groups/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('groups'))('title') };
}

export default async function GroupsPage({ params }: PageProps<'/[org]/people/groups'>) {
  const { member, organization } = await requireMember((await params).org);
  if (!managesPeople(member)) notFound();
  const [t, circles] = await Promise.all([getTranslations('groups'), listCircles(organization.id)]);
  return (
    <IntlProvider namespaces={['shared', 'errors', 'groups']}>
      <PageBody className="max-w-5xl">
        <PageHeader title={t('title')} description={t('text')} />
        <PeopleTabs slug={organization.slug} member={member} />
        <GroupsScreen initial={circles} />
      </PageBody>
    </IntlProvider>
  );
}
