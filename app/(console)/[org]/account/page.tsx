import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { OwnEmailForm } from '@/components/account/own-email-form';
import { PasswordForm } from '@/components/account/password-form';
import { AccountLayout } from '@/components/people/account/account-layout';
import { OwnRole } from '@/components/people/account/own-role';
import { LocalizationSection, PersonalSection } from '@/components/people/account/profile-sections';
import { OwnSecurity } from '@/components/security/own-security';
import { IntlProvider } from '@/components/shared/intl-provider';
import { PageBody } from '@/components/shared/page-body';
import { PageHeader } from '@/components/shared/page-header';
import { requireMember } from '@/lib/auth/session';
import { getMySignIns } from '@/lib/auth/sessions/queries';
import { getMemberAccount } from '@/lib/people/account/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('title') };
}

export default async function AccountPage({ params }: PageProps<'/[org]/account'>) {
  const { member, organization, user } = await requireMember((await params).org);
  const [account, signIns, t, tMember] = await Promise.all([
    getMemberAccount(member.id),
    getMySignIns(),
    getTranslations('account'),
    getTranslations('member'),
  ]);
  if (!account) notFound();
  const place = { organization: organization.slug, memberId: account.id };
  return (
    <IntlProvider namespaces={['shared', 'errors', 'auth', 'account', 'member', 'security']}>
      <PageBody className="max-w-5xl">
        <PageHeader title={t('title')} description={t('text', { organization: organization.name })} />
        <AccountLayout
          label={tMember('sections')}
          sections={[
            {
              id: 'personal',
              label: tMember('section.personal'),
              content: <PersonalSection place={place} account={account} isSelf isReadOnly={false} />,
            },
            {
              id: 'localization',
              label: tMember('section.localization'),
              content: <LocalizationSection place={place} account={account} isSelf isReadOnly={false} />,
            },
            {
              id: 'security',
              label: tMember('section.security'),
              content: (
                <>
                  <OwnEmailForm organization={organization.slug} email={user.email} />
                  <PasswordForm organization={organization.slug} email={user.email} />
                  <OwnSecurity organization={organization.slug} signIns={signIns} />
                </>
              ),
            },
            { id: 'role', label: tMember('own.role'), content: <OwnRole {...account} /> },
          ]}
        />
      </PageBody>
    </IntlProvider>
  );
}
