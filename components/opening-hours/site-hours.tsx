'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { HoursCalendar } from '@/components/opening-hours/hours-calendar';
import { HoursEditor } from '@/components/opening-hours/hours-editor';
import { HoursState } from '@/components/opening-hours/hours-state';
import { useHours } from '@/components/opening-hours/use-hours';
import { Card, CardBody } from '@/components/shared/card';
import { ChoiceCard } from '@/components/shared/choice-card';
import { ConfirmDialog } from '@/components/shared/confirm-dialog';
import { Link } from '@/components/ui/link';
import type { HoursView } from '@/lib/opening-hours/schema';

type SiteHoursProps = {
  siteId: string;
  initial: HoursView;
  timeZones: ReactNode;
  today: string;
  /** Null for whoever may not change the company's. */
  companyPath: string | null;
};

/** The company's hours, or the site's own, which begin as a copy of them. */
export function SiteHours({ siteId, initial, timeZones, today, companyPath }: SiteHoursProps) {
  const t = useTranslations('hours.site');
  const { followCompany, ...commands } = useHours(initial, siteId);
  const { view, changeNow } = commands;
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const { version: _, ...company } = view.company;

  async function takeCopy(): Promise<void> {
    setBusy(true);
    await changeNow(company, t('copied'));
    setBusy(false);
  }

  return (
    <>
      <fieldset disabled={isBusy} className="grid gap-2 sm:grid-cols-2">
        <legend className="sr-only">{t('legend')}</legend>
        <ChoiceCard
          type="radio"
          name="site-hours"
          checked={view.own === null}
          onChange={() => setAsking(true)}
          label={t('company')}
          hint={t('companyHint')}
        />
        <ChoiceCard
          type="radio"
          name="site-hours"
          checked={view.own !== null}
          onChange={() => void takeCopy()}
          label={t('own')}
          hint={t('ownHint')}
        />
      </fieldset>
      <ConfirmDialog
        title={t('followTitle')}
        text={t('followText')}
        confirmLabel={t('follow')}
        open={isAsking}
        onOpenChange={setAsking}
        onConfirm={followCompany}
      />
      {view.own ? (
        <HoursEditor {...commands} saved={view.own} timeZones={timeZones} today={today} />
      ) : (
        <>
          <Card>
            <CardBody>
              <HoursState card={view.card} onOver={commands.reload} />
              {companyPath ? (
                <Link
                  href={companyPath}
                  className="justify-self-start text-[13px] text-accent hover:underline"
                >
                  {t('editCompany')}
                </Link>
              ) : null}
            </CardBody>
          </Card>
          <HoursCalendar hours={company} today={today} />
        </>
      )}
    </>
  );
}
