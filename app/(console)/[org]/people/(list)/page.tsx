import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { LimitBanner } from '@/components/billing/limit-banner';
import { AddMemberButton } from '@/components/people/add-member-button';
import { MembersScreen } from '@/components/people/members-screen';
import { PeopleTabs } from '@/components/people/people-tabs';
import { areSeatsUsedUp, SeatsLine } from '@/components/people/seats-line';
import { IntlProvider } from '@/components/shared/intl-provider';
import { PageBody } from '@/components/shared/page-body';
import { PageHeader } from '@/components/shared/page-header';
import { managesPeople } from '@/lib/auth/permissions';
import { requireMember } from '@/lib/auth/session';
import { getBillingAccount } from '@/lib/billing/queries';
import {
  getSeats,
  listAdvisedFormChoices,
  listGroupChoices,
  listMembers,
} from '@/lib/people/directory/queries';
import { parseMembersQuery } from '@/lib/people/directory/query';
import { systemClock } from '@/lib/platform/clock';
import { publicConfig } from '@/lib/platform/supabase/public-config';
import { listSites } from '@/lib/sites/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people'))('title') };
}

export default async function PeoplePage({ params, searchParams }: PageProps<'/[org]/people'>) {
  const { member, organization } = await requireMember((await params).org);
  if (!managesPeople(member)) notFound();
  const address = await searchParams;
  const query = parseMembersQuery(address);
  const [t, first, seats, groups, sites, forms, billing] = await Promise.all([
    getTranslations('people'),
    listMembers(organization.id, query),
    getSeats(organization.id),
    listGroupChoices(organization.id),
    listSites(organization.id),
    listAdvisedFormChoices(organization.id),
    getBillingAccount(organization.id),
  ]);
  return (
    <IntlProvider namespaces={['shared', 'errors', 'auth', 'people']}>
      <PageBody className="max-w-6xl">
        <PageHeader
          title={t('title')}
          description={<SeatsLine seats={seats} />}
          actions={
            <AddMemberButton
              groups={groups}
              forms={forms}
              seats={seats}
              locale={organization.locale}
              isAdding={address.add !== undefined}
            />
          }
        />
        {seats.limit !== null && areSeatsUsedUp(seats) ? (
          <LimitBanner
            of="seats"
            limit={seats.limit}
            addHref={billing ? `/${organization.slug}/subscription?next=people` : null}
          />
        ) : null}
        <PeopleTabs slug={organization.slug} member={member} />
        <MembersScreen
          first={first}
          query={query}
          groups={groups}
          sites={sites.map(({ id, name }) => ({ id, name }))}
          supabaseUrl={publicConfig().supabaseUrl}
          nowMs={systemClock().getTime()}
        />
      </PageBody>
    </IntlProvider>
  );
}
