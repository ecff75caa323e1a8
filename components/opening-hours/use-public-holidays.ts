'use client';

import { useEffect, useState } from 'react';
import { useMember } from '@/components/shell/member-provider';
import {
  listHolidaysForCompanyAction,
  listHolidaysForSiteAction,
} from '@/lib/opening-hours/holidays/actions';
import type { HolidayList, HolidayQuestion } from '@/lib/opening-hours/holidays/schema';
import type { ErrorAnswer } from '@/lib/platform/errors';

type Answer = { key: string; refusal: ErrorAnswer | null };

/** The server knows the holidays; what was answered last stays until the next answer, so that the choices do not jump. */
export function usePublicHolidays(siteId: string | null, question: HolidayQuestion) {
  const { organizationSlug: organization } = useMember();
  const [round, setRound] = useState(0);
  const [list, setList] = useState<HolidayList | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const asked = JSON.stringify(question);
  const key = `${round} ${asked}`;
  const isAnswerable = question.years.length > 0;

  useEffect(() => {
    if (!isAnswerable) return undefined;
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      const input = { organization, ...(JSON.parse(asked) as HolidayQuestion) };
      const call = siteId === null ? listHolidaysForCompanyAction(input) : listHolidaysForSiteAction(input);
      const result = await call.catch(() => ({ serverError: { code: 'offline' } }));
      if (!isCurrent) return;
      if ('data' in result && result.data) setList(result.data);
      const isAnswered = 'data' in result && result.data !== undefined;
      setAnswer({ key, refusal: isAnswered ? null : (result.serverError ?? { code: 'value_is_invalid' }) });
    };
    void ask();
    return () => {
      isCurrent = false;
    };
  }, [asked, isAnswerable, key, organization, siteId]);

  const isLoading = isAnswerable && answer?.key !== key;
  const refusal = isLoading ? null : (answer?.refusal ?? null);
  return { list, isLoading, refusal, retry: () => setRound((before) => before + 1) };
}
