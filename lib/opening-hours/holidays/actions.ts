'use server';

import { memberAction } from '@/lib/auth/member-action';
import { listPublicHolidays } from '@/lib/opening-hours/holidays/library';
import { holidaysInput } from '@/lib/opening-hours/holidays/schema';
import { systemClock } from '@/lib/platform/clock';

export const listHolidaysForCompanyAction = memberAction
  .metadata({ name: 'opening-hours.holidays', module: 'settings' })
  .inputSchema(holidaysInput)
  .action(({ parsedInput, ctx }) =>
    listPublicHolidays({ ...parsedInput, locale: ctx.member.locale, now: systemClock() }),
  );

export const listHolidaysForSiteAction = memberAction
  .metadata({ name: 'opening-hours.holidays-of-site', module: 'sites' })
  .inputSchema(holidaysInput)
  .action(({ parsedInput, ctx }) =>
    listPublicHolidays({ ...parsedInput, locale: ctx.member.locale, now: systemClock() }),
  );
