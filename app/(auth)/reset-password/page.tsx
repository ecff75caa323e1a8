import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuthCard } from '@/components/auth/auth-card';
import { ResetPasswordForm } from '@/components/auth/reset-password-form';
import { TextLink } from '@/components/shared/text-link';
import { isRecovering } from '@/lib/auth/recovery';
import { currentUser } from '@/lib/auth/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.reset'))('title') };
}

export default async function ResetPasswordPage() {
  const [user, t] = [await currentUser(), await getTranslations('auth.reset')];
  if (!user || !(await isRecovering(user))) {
    const askAgain = <TextLink href="/forgot-password">{t('askAgain')}</TextLink>;
    return <AuthCard title={t('overTitle')} text={t('overText')} footer={askAgain} />;
  }
  return (
    <AuthCard title={t('title')} text={t('text', { email: user.email })}>
      <ResetPasswordForm email={user.email} />
    </AuthCard>
  );
}
