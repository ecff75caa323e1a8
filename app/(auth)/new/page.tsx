import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuthCard } from '@/components/auth/auth-card';
import { SignOutButton } from '@/components/auth/sign-out-button';
import { CreateOrganizationForm } from '@/components/organizations/create-organization-form';
import { currentUser, listMemberships } from '@/lib/auth/session';
import { getFounderDefaults } from '@/lib/organizations/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('organizations.new'))('submit') };
}

export default async function NewOrganizationPage() {
  const user = await currentUser();
  if (!user) redirect('/sign-in?next=/new');
  const t = await getTranslations('organizations.new');
  const isFirst = (await listMemberships()).length === 0;
  return (
    <AuthCard
      title={isFirst ? t('titleFirst') : t('title')}
      text={t('text', { email: user.email })}
      footer={<SignOutButton label={t('signOut')} />}
    >
      <CreateOrganizationForm defaults={await getFounderDefaults()} />
    </AuthCard>
  );
}
