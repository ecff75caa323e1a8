'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/auth/member-action';
import type { Access } from '@/lib/auth/session';
import { createSite, type SiteChanges, updateSite } from '@/lib/sites/commands';
import {
  createSiteInput,
  renameSiteInput,
  setSiteAddressesInput,
  setSiteEnabledInput,
} from '@/lib/sites/schema';

type SiteContext = Access & { supabase: Parameters<typeof updateSite>[0] };

async function change(ctx: SiteContext, siteId: string, columns: SiteChanges): Promise<void> {
  await updateSite(ctx.supabase, { organizationId: ctx.organization.id, siteId }, columns);
  revalidatePath(`/${ctx.organization.slug}/sites`, 'layout');
}

/** Answers where to go on: the page with the snippet to paste. */
export const createSiteAction = memberAction
  .metadata({ name: 'sites.create', module: 'sites' })
  .inputSchema(createSiteInput)
  .action(async ({ parsedInput: { name, addresses }, ctx }) => {
    const siteId = await createSite(ctx.supabase, { organizationId: ctx.organization.id, name, addresses });
    revalidatePath(`/${ctx.organization.slug}`, 'layout');
    return { next: `/${ctx.organization.slug}/sites/${siteId}/installation` };
  });

export const renameSiteAction = memberAction
  .metadata({ name: 'sites.rename', module: 'sites' })
  .inputSchema(renameSiteInput)
  .action(async ({ parsedInput: { siteId, name }, ctx }) => {
    await change(ctx, siteId, { name });
    return { name };
  });

export const setSiteAddressesAction = memberAction
  .metadata({ name: 'sites.set-addresses', module: 'sites' })
  .inputSchema(setSiteAddressesInput)
  .action(async ({ parsedInput: { siteId, addresses }, ctx }) => {
    await change(ctx, siteId, { addresses });
    return { addresses };
  });

export const setSiteEnabledAction = memberAction
  .metadata({ name: 'sites.set-enabled', module: 'sites' })
  .inputSchema(setSiteEnabledInput)
  .action(async ({ parsedInput: { siteId, isEnabled }, ctx }) => {
    await change(ctx, siteId, { is_enabled: isEnabled });
    return { isEnabled };
  });
