import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CompanyHours } from '@/components/opening-hours/company-hours';
import { TimeZoneOptions } from '@/components/people/account/time-zone-options';
import { IntlProvider } from '@/components/shared/intl-provider';
import { PageBody } from '@/components/shared/page-body';
import { PageHeader } from '@/components/shared/page-header';
import { managesSettings } from '@/lib/auth/permissions';
import { requireMember } from '@/lib/auth/session';
import { getOpeningHours } from '@/lib/opening-hours/queries';
import { todayIn } from '@/lib/opening-hours/today';
import { listTimeZones } from '@/lib/people/time-zones';
import { systemClock } from '@/lib/platform/clock';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('hours'))('title') };
}

export default async function OpeningHoursPage({ params }: PageProps<'/[org]/opening-hours'>) {
  const { member, organization } = await requireMember((await params).org);
  if (!managesSettings(member)) notFound();
  const [t, hours] = await Promise.all([getTranslations('hours'), getOpeningHours(organization.id, null)]);
  const now = systemClock();
  const zones = listTimeZones(member.locale, now);
  return (
    <IntlProvider namespaces={['shared', 'errors', 'hours']}>
      <PageBody className="max-w-5xl">
        <PageHeader title={t('title')} description={t('text')} />
        <CompanyHours
          initial={hours}
          today={todayIn(hours.card.time_zone, now)}
          timeZones={<TimeZoneOptions choices={zones} current={hours.company.time_zone ?? 'UTC'} />}
        />
      </PageBody>
    </IntlProvider>
  );
}
