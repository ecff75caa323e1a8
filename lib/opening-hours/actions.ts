'use server';

import { memberAction } from '@/lib/auth/member-action';
import { deleteSiteHours, saveOpeningHours } from '@/lib/opening-hours/commands';
import { getOpeningHours } from '@/lib/opening-hours/queries';
import { deleteSiteHoursInput, saveCompanyHoursInput, saveSiteHoursInput } from '@/lib/opening-hours/schema';

export const saveCompanyHoursAction = memberAction
  .metadata({ name: 'opening-hours.save', module: 'settings' })
  .inputSchema(saveCompanyHoursInput)
  .action(({ parsedInput: { hours, version }, ctx }) =>
    saveOpeningHours(ctx.supabase, ctx.organization.id, { siteId: null, hours, version }),
  );

export const saveSiteHoursAction = memberAction
  .metadata({ name: 'opening-hours.save-of-site', module: 'sites' })
  .inputSchema(saveSiteHoursInput)
  .action(({ parsedInput: { hours, version, siteId }, ctx }) =>
    saveOpeningHours(ctx.supabase, ctx.organization.id, { siteId, hours, version }),
  );

export const deleteSiteHoursAction = memberAction
  .metadata({ name: 'opening-hours.delete-of-site', module: 'sites' })
  .inputSchema(deleteSiteHoursInput)
  .action(async ({ parsedInput: { siteId }, ctx }) => {
    await deleteSiteHours(ctx.supabase, siteId);
    return getOpeningHours(ctx.organization.id, siteId, ctx.supabase);
  });
