'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/auth/member-action';
import { saveLook } from '@/lib/sites/look/commands';
import { saveLookInput, toLookColumns } from '@/lib/sites/look/schema';

export const saveLookAction = memberAction
  .metadata({ name: 'sites.save-look', module: 'sites' })
  .inputSchema(saveLookInput)
  .action(async ({ parsedInput: { organization: _, siteId, logo, ...look }, ctx }) => {
    const site = { organizationId: ctx.organization.id, siteId };
    const file = logo && new Uint8Array(await logo.arrayBuffer());
    await saveLook(ctx.supabase, site, toLookColumns(look), file);
    revalidatePath(`/${ctx.organization.slug}/sites/${siteId}/look`);
    return look;
  });
