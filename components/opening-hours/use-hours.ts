'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import type { ActionAnswer } from '@/components/shared/use-action-form';
import { useErrorText } from '@/components/shared/use-error-text';
import { useMember } from '@/components/shell/member-provider';
import { notify } from '@/components/ui/notify';
import {
  deleteSiteHoursAction,
  saveCompanyHoursAction,
  saveSiteHoursAction,
} from '@/lib/opening-hours/actions';
import type { HoursView, OpeningHours, SavedHours } from '@/lib/opening-hours/schema';
import type { ErrorAnswer } from '@/lib/platform/errors';

const NOTICE = 'opening-hours';

type Answer = ActionAnswer<HoursView> | undefined;

const failureOf = (answer: Answer): ErrorAnswer | null => {
  if (answer?.serverError) return answer.serverError;
  const field = Object.values(answer?.validationErrors?.fieldErrors ?? {})[0]?.[0];
  return field ? { code: field } : null;
};

/**
 * The hours of the company, or of a site where it has its own, and what is done with them. Each change is saved as it
 * is made, drawn once the server has it, and can be undone until the next.
 */
export function useHours(initial: HoursView, siteId: string | null) {
  const t = useTranslations('hours');
  const errorText = useErrorText();
  const router = useRouter();
  const { organizationSlug: organization } = useMember();
  const [given, setGiven] = useState(initial);
  const [view, setView] = useState(initial);
  // Undo is pressed later than it was offered, and must save over what counts by then.
  const latest = useRef(initial);
  if (given !== initial) {
    setGiven(initial);
    setView(initial);
  }

  const partOf = (of: HoursView): SavedHours | null => (siteId === null ? of.company : of.own);

  async function take(call: Promise<Answer>): Promise<string | null> {
    const answer = await call.catch((): Answer => ({ serverError: { code: 'offline' } }));
    const failure = failureOf(answer);
    if (failure?.code === 'hours_were_changed') router.refresh();
    if (failure || !answer?.data) return errorText(failure ?? { code: 'unexpected' });
    latest.current = answer.data;
    setView(answer.data);
    return null;
  }

  function save(hours: OpeningHours): Promise<string | null> {
    const { version = 0 } = partOf(latest.current) ?? {};
    return take(
      siteId === null
        ? saveCompanyHoursAction({ organization, hours, version })
        : saveSiteHoursAction({ organization, siteId, hours, version }),
    );
  }

  async function remove(): Promise<string | null> {
    return siteId === null ? null : take(deleteSiteHoursAction({ organization, siteId }));
  }

  const run = async (work: Promise<string | null>): Promise<void> => {
    const problem = await work;
    if (problem !== null) notify.error(problem, { id: NOTICE });
    else notify.success(t('undone'), { id: NOTICE });
  };

  /** Answers what is wrong as a sentence, or null. */
  async function change(hours: OpeningHours, done: string): Promise<string | null> {
    latest.current = view;
    const before = partOf(view);
    const problem = await save(hours);
    if (problem === null) {
      const undo = () => void run(before ? save(before) : remove());
      notify.success(done, { id: NOTICE, action: { label: t('undo'), onClick: undo } });
    }
    return problem;
  }

  /** As change, for what stands in no dialog: a problem is told in a notice. */
  async function changeNow(hours: OpeningHours, done: string): Promise<void> {
    const problem = await change(hours, done);
    if (problem !== null) notify.error(problem, { id: NOTICE });
  }

  async function followCompany(): Promise<void> {
    latest.current = view;
    const before = view.own;
    const problem = await remove();
    if (problem !== null) return notify.error(problem, { id: NOTICE });
    const undo = () => void run(before ? save(before) : Promise.resolve(null));
    notify.success(t('site.followed'), { id: NOTICE, action: { label: t('undo'), onClick: undo } });
  }

  return { siteId, view, change, changeNow, followCompany, reload: () => router.refresh() };
}

export type HoursCommands = Pick<ReturnType<typeof useHours>, 'change' | 'changeNow'>;
