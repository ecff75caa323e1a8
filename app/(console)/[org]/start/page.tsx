import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { OnboardingChecklist } from '@/components/organizations/onboarding-checklist';
import { DepartmentWarning } from '@/components/people/departments/department-warning';
import { PageBody } from '@/components/shared/page-body';
import { PageHeader } from '@/components/shared/page-header';
import { managesPeople, managesSites } from '@/lib/auth/permissions';
import { requireMember } from '@/lib/auth/session';
import { getOnboardingFacts } from '@/lib/organizations/onboarding-queries';
import { getDepartmentCounts } from '@/lib/people/departments/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('organizations.start'))('nav') };
}

export default async function StartPage({ params }: PageProps<'/[org]/start'>) {
  const { member, organization } = await requireMember((await params).org);
  if (!managesSites(member)) notFound();
  const [t, facts, counts] = await Promise.all([
    getTranslations('organizations.start'),
    getOnboardingFacts(organization.id),
    getDepartmentCounts(organization.id),
  ]);
  return (
    <PageBody className="max-w-2xl">
      <PageHeader
        title={t('title', { name: member.first_name || member.nickname })}
        description={t('text')}
      />
      <DepartmentWarning counts={counts} slug={managesPeople(member) ? organization.slug : null} />
      <OnboardingChecklist slug={organization.slug} facts={facts} />
    </PageBody>
  );
}
