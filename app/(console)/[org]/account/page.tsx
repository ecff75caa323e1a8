import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { LanguageForm } from '@/components/account/language-form';
import { NamesForm } from '@/components/account/names-form';
import { PasswordForm } from '@/components/account/password-form';
import { TimeZoneForm } from '@/components/account/time-zone-form';
import { TimeZoneOptions } from '@/components/account/time-zone-options';
import { IntlProvider } from '@/components/shared/intl-provider';
import { PageBody } from '@/components/shared/page-body';
import { PageHeader } from '@/components/shared/page-header';
import { requireMember } from '@/lib/auth/session';
import { listTimeZones } from '@/lib/people/time-zones';
import { systemClock } from '@/lib/platform/clock';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('title') };
}

export default async function AccountPage({ params }: PageProps<'/[org]/account'>) {
  const { member, organization, user } = await requireMember((await params).org);
  const t = await getTranslations('account');
  const { slug } = organization;
  const zones = listTimeZones(await getLocale(), systemClock());
  return (
    <IntlProvider namespaces={['shared', 'errors', 'auth', 'account']}>
      <PageBody className="max-w-3xl">
        <PageHeader title={t('title')} description={t('text', { organization: organization.name })} />
        <NamesForm
          organization={slug}
          firstName={member.first_name}
          lastName={member.last_name}
          nickname={member.nickname}
        />
        <LanguageForm organization={slug} locale={member.locale} />
        <TimeZoneForm
          organization={slug}
          timeZone={member.time_zone}
          options={<TimeZoneOptions choices={zones} current={member.time_zone} />}
        />
        <PasswordForm organization={slug} email={user.email} />
      </PageBody>
    </IntlProvider>
  );
}
