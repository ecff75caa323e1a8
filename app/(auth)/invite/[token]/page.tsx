import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuthCard } from '@/components/auth/auth-card';
import { AcceptInvitation } from '@/components/organizations/accept-invitation';
import { JoinForm } from '@/components/organizations/join-form';
import { currentUser } from '@/lib/auth/session';
import { getInvitation } from '@/lib/organizations/invitations/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('organizations.invitation'))('submit'), referrer: 'no-referrer' };
}

export default async function InvitationPage({ params }: PageProps<'/invite/[token]'>) {
  const { token } = await params;
  const [invitation, user] = await Promise.all([getInvitation(token), currentUser()]);
  if (!invitation) {
    const t = await getTranslations('organizations.invitation');
    return <AuthCard title={t('overTitle')} text={t('overText')} />;
  }
  if (user) return <AcceptInvitation token={token} invitation={invitation} email={user.email} />;
  return <JoinForm token={token} invitation={invitation} />;
}
