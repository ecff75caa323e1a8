import { Lock } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { AccountLayout, type AccountSection } from '@/components/people/account/account-layout';
import { AdvancedForm } from '@/components/people/account/advanced-form';
import { EmailForm } from '@/components/people/account/email-form';
import { ExpertiseForm } from '@/components/people/account/expertise-form';
import { LimitsForm } from '@/components/people/account/limits-form';
import { MemberHeader } from '@/components/people/account/member-header';
import { MemberPasswordForm } from '@/components/people/account/member-password-form';
import { LocalizationSection, PersonalSection } from '@/components/people/account/profile-sections';
import { RightsForm } from '@/components/people/account/rights-form';
import { SignInNotice } from '@/components/people/account/sign-in-notice';
import { MemberActions } from '@/components/people/member-actions';
import { MemberSecurity } from '@/components/security/member-security';
import { IntlProvider } from '@/components/shared/intl-provider';
import { PageBody } from '@/components/shared/page-body';
import { holdsRight, MODULES, managesPeople } from '@/lib/auth/permissions';
import { requireMember } from '@/lib/auth/session';
import { getMyAddress } from '@/lib/auth/sessions/queries';
import { getPlanLimits } from '@/lib/billing/queries';
import { LOCALES } from '@/lib/i18n/locales';
import { spokenLanguages } from '@/lib/i18n/spoken-languages';
import { allowanceOf } from '@/lib/people/account/allowance';
import { getMemberAccount, listAccountChoices } from '@/lib/people/account/queries';
import { memberTimeFormats } from '@/lib/people/time-formats';
import { avatarUrl } from '@/lib/platform/avatar-url';
import { publicConfig } from '@/lib/platform/supabase/public-config';

type MemberPageProps = PageProps<'/[org]/people/[memberId]'>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('member'))('users') };
}

export default async function MemberPage({ params }: MemberPageProps) {
  const { org, memberId } = await params;
  const { member: viewer, organization } = await requireMember(org);
  if (!managesPeople(viewer)) notFound();
  const [account, choices, plan, myAddress, locale, t] = await Promise.all([
    getMemberAccount(memberId),
    listAccountChoices(organization.id),
    getPlanLimits(organization.id),
    getMyAddress(),
    getLocale(),
    getTranslations('member'),
  ]);
  if (account?.organization_id !== organization.id) notFound();

  const allowance = allowanceOf(viewer, account, MODULES);
  const place = { organization: organization.slug, memberId: account.id };
  const isReadOnly = !allowance.managed;
  const picture = avatarUrl(publicConfig().supabaseUrl, account.avatar_path);
  const languages = spokenLanguages(locale, account.languages, LOCALES);
  const sections: (AccountSection & { isFor?: boolean })[] = [
    {
      id: 'personal',
      label: t('section.personal'),
      content: (
        <>
          <PersonalSection
            place={place}
            account={account}
            isSelf={allowance.isSelf}
            isReadOnly={!allowance.personal}
          />
          <EmailForm
            {...place}
            email={account.email ?? ''}
            signIn={account.sign_in}
            isManageable={allowance.managed}
          />
        </>
      ),
    },
    {
      id: 'rights',
      label: t('section.rights'),
      content: (
        <RightsForm
          {...place}
          rights={account.rights}
          modules={account.modules}
          scope={account.scope}
          lockedRights={allowance.lockedRights}
          lockedModules={allowance.lockedModules}
          lockedScopes={allowance.lockedScopes}
          isReadOnly={isReadOnly}
        />
      ),
    },
    {
      id: 'limits',
      label: t('section.limits'),
      content: (
        <LimitsForm {...place} limits={account.limits} offered={plan.channels} isReadOnly={isReadOnly} />
      ),
    },
    {
      id: 'expertise',
      label: t('section.expertise'),
      content: (
        <ExpertiseForm
          {...place}
          languages={account.languages}
          skills={account.skills}
          departments={account.departments}
          groups={account.groups}
          sites={account.all_sites ? null : account.sites}
          // Whoever sees all conversations may take those of every form.
          forms={account.scope === 'all' ? undefined : account.all_forms ? null : account.forms}
          choices={{ ...choices, languages }}
          allowedGroups={allowance.groups}
          isReadOnly={isReadOnly}
        />
      ),
    },
    {
      id: 'localization',
      label: t('section.localization'),
      content: (
        <LocalizationSection
          place={place}
          account={account}
          isSelf={allowance.isSelf}
          isReadOnly={!allowance.personal}
        />
      ),
    },
    {
      id: 'security',
      label: t('section.security'),
      // One's own password is on My account, where the present one is asked for.
      isFor: !allowance.isSelf || allowance.managed,
      content: (
        <>
          {account.sign_in === 'manageable' ? (
            <MemberPasswordForm {...place} nickname={account.nickname} />
          ) : account.sign_in === 'own' ? null : (
            <SignInNotice
              {...place}
              state={account.sign_in}
              maySendLink={allowance.managed && account.sign_in !== 'none'}
            />
          )}
          <MemberSecurity
            organization={organization.slug}
            account={account}
            myAddress={myAddress}
            isManaged={allowance.managed}
          />
        </>
      ),
    },
    {
      id: 'advanced',
      label: t('section.advanced'),
      content: <AdvancedForm {...place} external_id={account.external_id ?? ''} isReadOnly={isReadOnly} />,
    },
  ];

  return (
    <IntlProvider namespaces={['shared', 'errors', 'auth', 'member', 'security']}>
      <PageBody className="max-w-5xl">
        <MemberHeader
          account={account}
          avatarUrl={picture}
          isSelf={allowance.isSelf}
          listAddress={`/${organization.slug}/people`}
          formats={memberTimeFormats(viewer)}
          actions={
            allowance.managed && !allowance.isSelf ? (
              <MemberActions {...place} nickname={account.nickname} status={account.status} />
            ) : null
          }
        />
        {isReadOnly ? (
          <p className="flex items-start gap-2 rounded-lg bg-muted px-3.5 py-3">
            <Lock aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
            {t(
              holdsRight(account, 'administrator') && !holdsRight(viewer, 'administrator')
                ? 'readOnly.administrator'
                : 'readOnly.group',
            )}
          </p>
        ) : null}
        <AccountLayout label={t('sections')} sections={sections.filter(({ isFor = true }) => isFor)} />
      </PageBody>
    </IntlProvider>
  );
}
