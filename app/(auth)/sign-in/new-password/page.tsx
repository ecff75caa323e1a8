import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuthCard } from '@/components/auth/auth-card';
import { GivenPasswordForm } from '@/components/auth/given-password-form';
import { SignOutButton } from '@/components/auth/sign-out-button';
import { safeNextPath } from '@/lib/auth/next-path';
import { currentUser } from '@/lib/auth/session';
import { getMySession } from '@/lib/auth/sessions/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.given'))('title') };
}

/** For somebody whose password an administrator made: nothing opens before they have one that only they know. */
export default async function NewPasswordPage({ searchParams }: PageProps<'/sign-in/new-password'>) {
  const next = safeNextPath((await searchParams).next, '/');
  const user = await currentUser();
  if (!user) redirect(`/sign-in?next=${encodeURIComponent(next)}`);
  if ((await getMySession()).state !== 'needs_password') redirect(next);
  const t = await getTranslations('auth.given');
  return (
    <AuthCard
      title={t('title')}
      text={t('text')}
      footer={
        <>
          {t('signedInAs', { email: user.email })} <SignOutButton label={t('signOut')} />
        </>
      }
    >
      <GivenPasswordForm next={next} email={user.email} />
    </AuthCard>
  );
}
