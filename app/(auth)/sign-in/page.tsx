import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuthCard } from '@/components/auth/auth-card';
import { SignInForm } from '@/components/auth/sign-in-form';
import { TextLink } from '@/components/shared/text-link';
import { safeNextPath } from '@/lib/auth/next-path';
import { currentUser } from '@/lib/auth/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.signIn'))('title') };
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next: asked, ended } = await searchParams;
  const next = safeNextPath(asked, '/');
  if (await currentUser()) redirect(next);
  const t = await getTranslations('auth.signIn');
  return (
    <AuthCard
      title={t('title')}
      text={ended === undefined ? undefined : <span role="status">{t('ended')}</span>}
      footer={
        <>
          {t('noAccount')} <TextLink href="/sign-up">{t('signUp')}</TextLink>
        </>
      }
    >
      <SignInForm next={next} />
    </AuthCard>
  );
}
