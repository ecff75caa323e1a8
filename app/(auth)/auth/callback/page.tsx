import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MailLinkOver, OpenMailLink } from '@/components/organizations/open-mail-link';
import { readMailLink } from '@/lib/auth/mail-link';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.mailLink'))('submit'), referrer: 'no-referrer' };
}

/** Where links in mails land. Opening it changes nothing: programs that scan mails open every link. */
export default async function MailLinkPage({ searchParams }: PageProps<'/auth/callback'>) {
  const link = readMailLink(await searchParams);
  return link ? <OpenMailLink link={link} /> : <MailLinkOver />;
}
