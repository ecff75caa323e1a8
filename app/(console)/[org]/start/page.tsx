import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { OnboardingChecklist } from '@/components/organizations/onboarding-checklist';
import { PageBody } from '@/components/shared/page-body';
import { PageHeader } from '@/components/shared/page-header';
import { managesSites } from '@/lib/auth/permissions';
import { requireMember } from '@/lib/auth/session';
import { getOnboardingFacts } from '@/lib/organizations/onboarding-queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('organizations.start'))('nav') };
}

export default async function StartPage({ params }: PageProps<'/[org]/start'>) {
  const { member, organization } = await requireMember((await params).org);
  if (!managesSites(member)) notFound();
  const t = await getTranslations('organizations.start');
  return (
    <PageBody className="max-w-2xl">
      <PageHeader
        title={t('title', { name: member.first_name || member.nickname })}
        description={t('text')}
      />
      <OnboardingChecklist slug={organization.slug} facts={await getOnboardingFacts(organization.id)} />
    </PageBody>
  );
}
