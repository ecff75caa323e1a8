'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/auth/member-action';
import type { Access } from '@/lib/auth/session';
import { type SiteChanges, updateSite } from '@/lib/sites/commands';
import {
  acceptTimeInput,
  distributionInput,
  fittingAgentInput,
  queueInput,
} from '@/lib/sites/routing/schema';

type SiteContext = Access & { supabase: Parameters<typeof updateSite>[0] };
type Section = SiteChanges & { organization: string; siteId: string };

async function save(ctx: SiteContext, { organization: _, siteId, ...columns }: Section): Promise<null> {
  await updateSite(ctx.supabase, { organizationId: ctx.organization.id, siteId }, columns);
  revalidatePath(`/${ctx.organization.slug}/sites`, 'layout');
  return null;
}

export const saveDistributionAction = memberAction
  .metadata({ name: 'sites.save-distribution', module: 'sites' })
  .inputSchema(distributionInput)
  .action(async ({ parsedInput, ctx }) => save(ctx, parsedInput));

export const saveFittingAgentAction = memberAction
  .metadata({ name: 'sites.save-fitting-agent', module: 'sites' })
  .inputSchema(fittingAgentInput)
  .action(async ({ parsedInput, ctx }) => save(ctx, parsedInput));

export const saveAcceptTimeAction = memberAction
  .metadata({ name: 'sites.save-accept-time', module: 'sites' })
  .inputSchema(acceptTimeInput)
  .action(async ({ parsedInput, ctx }) => save(ctx, parsedInput));

export const saveQueueAction = memberAction
  .metadata({ name: 'sites.save-queue', module: 'sites' })
  .inputSchema(queueInput)
  .action(async ({ parsedInput, ctx }) => save(ctx, parsedInput));
