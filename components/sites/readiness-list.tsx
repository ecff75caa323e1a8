'use client';

import { Check, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useOpeningMoment } from '@/components/opening-hours/use-opening-moment';
import { useAvailability } from '@/components/shell/availability-provider';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { cn } from '@/lib/platform/cn';
import { type ReadinessCheck, readinessChecks, type SiteReadiness } from '@/lib/sites/readiness';

type ReadinessListProps = {
  slug: string;
  siteId: string;
  readiness: SiteReadiness;
  onChanged: () => Promise<void>;
};

/** Each condition in words, and beside a missing one the way to put it right. */
export function ReadinessList({ slug, siteId, readiness, onChanged }: ReadinessListProps) {
  const t = useTranslations('sites.test');
  const { isAgent, choose } = useAvailability();
  const moment = useOpeningMoment();
  const { opens_at: opensAt, time_zone: timeZone } = readiness.hours;
  const counts: Partial<Record<ReadinessCheck, number>> = {
    agents: readiness.agents,
    online: readiness.available_agents,
  };
  const link = (path: string, label: string) => (
    <Button asChild size="sm" variant="secondary">
      <Link href={`/${slug}/${path}`}>{label}</Link>
    </Button>
  );
  const settings = link(`sites/${siteId}`, t('actions.settings'));
  const people = link('people', t('actions.people'));
  const departments = link('people/departments', t('actions.departments'));
  const remedies: Record<ReadinessCheck, ReactNode> = {
    enabled: settings,
    addresses: settings,
    department: departments,
    staffed: departments,
    agents: link(`sites/${siteId}/agents`, t('actions.agents')),
    hours: link(`sites/${siteId}/hours`, t('actions.hours')),
    online: isAgent ? (
      <Button size="sm" onClick={() => void choose('online').then(onChanged)}>
        {t('actions.goOnline')}
      </Button>
    ) : (
      people
    ),
  };
  return (
    <ul className="grid gap-3">
      {readinessChecks(readiness).map(({ check, isOk }) => (
        <li key={check} className="flex gap-2.5 text-[13px]">
          <span
            className={cn(
              'grid size-5 shrink-0 place-items-center rounded-full [&_svg]:size-3',
              isOk ? 'bg-online-soft text-online' : 'bg-danger-soft text-danger',
            )}
          >
            {isOk ? <Check aria-hidden /> : <X aria-hidden />}
          </span>
          <span className="grid justify-items-start gap-2">
            <span className={isOk ? 'text-muted-foreground' : 'font-medium'} suppressHydrationWarning>
              <span className="sr-only">{isOk ? t('ok') : t('missing')} </span>
              {check === 'hours' && !isOk && opensAt === null
                ? t('checks.hours.never')
                : t(`checks.${check}.${isOk ? 'ok' : 'missing'}`, {
                    count: counts[check] ?? 0,
                    when: opensAt === null ? '' : moment(opensAt, timeZone),
                  })}
            </span>
            {isOk ? null : remedies[check]}
          </span>
        </li>
      ))}
      <li className="border-border border-t pt-3">{link('inbox', t('actions.inbox'))}</li>
    </ul>
  );
}
