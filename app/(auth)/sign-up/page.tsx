import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { SignUpForm } from '@/components/organizations/sign-up-form';
import { currentUser } from '@/lib/auth/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('organizations.signUp'))('title') };
}

export default async function SignUpPage() {
  if (await currentUser()) redirect('/new');
  return <SignUpForm />;
}
