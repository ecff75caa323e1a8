'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/auth/member-action';
import { updateSite } from '@/lib/sites/commands';
import { saveLookInput, toLookColumns } from '@/lib/sites/look/schema';

export const saveLookAction = memberAction
  .metadata({ name: 'sites.save-look', module: 'sites' })
  .inputSchema(saveLookInput)
  .action(async ({ parsedInput: { organization: _, siteId, ...look }, ctx }) => {
    await updateSite(ctx.supabase, { organizationId: ctx.organization.id, siteId }, toLookColumns(look));
    revalidatePath(`/${ctx.organization.slug}/sites/${siteId}/look`);
    return look;
  });
