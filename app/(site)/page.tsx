import { redirect } from 'next/navigation';
import { LandingPage } from '@/components/site/landing-page';
import { currentUser, startPath } from '@/lib/auth/session';

/** People who are signed in come to their console; the others learn what this is. */
export default async function HomePage() {
  if (await currentUser()) redirect(await startPath());
  return <LandingPage />;
}
