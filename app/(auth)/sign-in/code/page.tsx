import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { GiveCode } from '@/components/auth/give-code';
import { safeNextPath } from '@/lib/auth/next-path';
import { currentUser } from '@/lib/auth/session';
import { getMySession } from '@/lib/auth/sessions/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.code'))('title') };
}

export default async function CodePage({ searchParams }: PageProps<'/sign-in/code'>) {
  const next = safeNextPath((await searchParams).next, '/');
  const user = await currentUser();
  if (!user) redirect(`/sign-in?next=${encodeURIComponent(next)}`);
  if ((await getMySession()).state !== 'needs_second_factor') redirect(next);
  return <GiveCode next={next} email={user.email} />;
}
