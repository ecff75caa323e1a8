import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuthCard } from '@/components/auth/auth-card';
import { SignOutButton } from '@/components/auth/sign-out-button';
import { TextLink } from '@/components/shared/text-link';
import { currentUser } from '@/lib/auth/session';
import { getMyAddress, getMySession } from '@/lib/auth/sessions/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.closed'))('pageTitle') };
}

/** For somebody who is signed in and is not let into the organization they asked for. */
export default async function ClosedPage({ searchParams }: PageProps<'/sign-in/closed'>) {
  const user = await currentUser();
  if (!user) redirect('/sign-in');
  const { doors } = await getMySession();
  const slug = (await searchParams).organization;
  const door = doors.find((each) => each.slug === slug);
  if (!door) redirect('/');
  if (door.is === 'open') redirect(`/${door.slug}`);
  const t = await getTranslations('auth.closed');
  const names = { organization: door.name, address: (await getMyAddress()) ?? t('unknownAddress') };
  const open = doors.filter((each) => each.is === 'open');
  return (
    <AuthCard
      title={t(`${door.is}Title`, names)}
      text={t(`${door.is}Text`, names)}
      footer={
        <>
          {t('signedInAs', { email: user.email })} <SignOutButton label={t('signOut')} />
        </>
      }
    >
      {open.length > 0 ? (
        <nav aria-label={t('others')} className="grid gap-1.5">
          <p className="font-medium">{t('others')}</p>
          <ul className="grid gap-1">
            {open.map((each) => (
              <li key={each.slug}>
                <TextLink href={`/${each.slug}`}>{each.name}</TextLink>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      <TextLink href={`/${door.slug}`}>{t('tryAgain')}</TextLink>
    </AuthCard>
  );
}
