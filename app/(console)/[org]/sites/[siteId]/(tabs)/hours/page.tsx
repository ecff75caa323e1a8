import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SiteHours } from '@/components/opening-hours/site-hours';
import { TimeZoneOptions } from '@/components/people/account/time-zone-options';
import { IntlProvider } from '@/components/shared/intl-provider';
import { managesSettings } from '@/lib/auth/permissions';
import { getOpeningHours } from '@/lib/opening-hours/queries';
import { todayIn } from '@/lib/opening-hours/today';
import { listTimeZones } from '@/lib/people/time-zones';
import { systemClock } from '@/lib/platform/clock';
import { requireSite } from '@/lib/sites/require-site';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('hours'))('title') };
}

export default async function SiteHoursPage({ params }: PageProps<'/[org]/sites/[siteId]/hours'>) {
  const { org, siteId } = await params;
  const { member, organization, site } = await requireSite(org, siteId);
  const hours = await getOpeningHours(organization.id, site.id);
  const now = systemClock();
  const zones = listTimeZones(member.locale, now);
  return (
    <IntlProvider namespaces={['shared', 'errors', 'hours']}>
      <SiteHours
        siteId={site.id}
        initial={hours}
        today={todayIn(hours.card.time_zone, now)}
        companyPath={managesSettings(member) ? `/${organization.slug}/opening-hours` : null}
        timeZones={<TimeZoneOptions choices={zones} current={hours.own?.time_zone ?? 'UTC'} />}
      />
    </IntlProvider>
  );
}
