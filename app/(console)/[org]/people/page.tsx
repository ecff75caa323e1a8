import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { MemberList } from '@/components/people/member-list';
import { IntlProvider } from '@/components/shared/intl-provider';
import { PageBody } from '@/components/shared/page-body';
import { PageHeader } from '@/components/shared/page-header';
import { managesPeople } from '@/lib/auth/permissions';
import { requireMember } from '@/lib/auth/session';
import { listMembers } from '@/lib/people/queries';
import { publicConfig } from '@/lib/platform/supabase/public-config';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people'))('title') };
}

export default async function PeoplePage({ params }: PageProps<'/[org]/people'>) {
  const { member, organization } = await requireMember((await params).org);
  if (!managesPeople(member)) notFound();
  const t = await getTranslations('people');
  return (
    <IntlProvider namespaces={['shared', 'errors', 'people']}>
      <PageBody className="max-w-5xl">
        <PageHeader title={t('title')} description={t('text', { organization: organization.name })} />
        <MemberList
          members={await listMembers(organization.id)}
          ownMemberId={member.id}
          supabaseUrl={publicConfig().supabaseUrl}
        />
      </PageBody>
    </IntlProvider>
  );
}
