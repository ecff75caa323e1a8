'use server';

import { revalidatePath } from 'next/cache';
import { rememberMailLanguage } from '@/lib/auth/commands';
import { memberAction } from '@/lib/auth/member-action';
import type { Access } from '@/lib/auth/session';
import {
  advancedInput,
  expertiseInput,
  limitsInput,
  localizationInput,
  personalInput,
  rightsInput,
  statusInput,
} from '@/lib/people/account/schema';
import { type MemberChanges, updateMember } from '@/lib/people/commands';
import { deleteMember } from '@/lib/people/directory/commands';

type AccountContext = Access & { supabase: Parameters<typeof updateMember>[0] };
type Section = MemberChanges & { organization: string; memberId: string };

/**
 * No module is asked for here: people change some of this for themselves, and update_member judges each field.
 * The layout is drawn anew because it shows the member's own name, picture and rights.
 */
async function save(ctx: AccountContext, { organization, memberId, ...changes }: Section): Promise<void> {
  await updateMember(ctx.supabase, memberId, changes);
  revalidatePath(`/${ctx.organization.slug}`, 'layout');
}

export const savePersonalAction = memberAction
  .metadata({ name: 'people.save-personal', module: null })
  .inputSchema(personalInput)
  .action(async ({ parsedInput, ctx }) => {
    await save(ctx, parsedInput);
    return parsedInput;
  });

export const saveRightsAction = memberAction
  .metadata({ name: 'people.save-rights', module: 'people' })
  .inputSchema(rightsInput)
  .action(async ({ parsedInput, ctx }) => {
    await save(ctx, parsedInput);
    return parsedInput;
  });

export const saveLimitsAction = memberAction
  .metadata({ name: 'people.save-limits', module: 'people' })
  .inputSchema(limitsInput)
  .action(async ({ parsedInput, ctx }) => {
    await save(ctx, parsedInput);
    return parsedInput;
  });

export const saveExpertiseAction = memberAction
  .metadata({ name: 'people.save-expertise', module: 'people' })
  .inputSchema(expertiseInput)
  .action(async ({ parsedInput: { groups, forms, ...parsedInput }, ctx }) => {
    await save(ctx, {
      ...parsedInput,
      ...(groups === undefined ? {} : { groups }),
      ...(forms === undefined ? {} : { forms }),
    });
    return { ...parsedInput, groups, forms };
  });

export const saveLocalizationAction = memberAction
  .metadata({ name: 'people.save-localization', module: null })
  .inputSchema(localizationInput)
  .action(async ({ parsedInput, ctx }) => {
    await save(ctx, parsedInput);
    if (parsedInput.memberId === ctx.member.id) await rememberMailLanguage(ctx.supabase, parsedInput.locale);
    return parsedInput;
  });

export const saveAdvancedAction = memberAction
  .metadata({ name: 'people.save-advanced', module: 'people' })
  .inputSchema(advancedInput)
  .action(async ({ parsedInput, ctx }) => {
    await save(ctx, parsedInput);
    return parsedInput;
  });

export const setMemberStatusAction = memberAction
  .metadata({ name: 'people.set-status', module: 'people' })
  .inputSchema(statusInput)
  .action(async ({ parsedInput, ctx }) => {
    const { memberId, status } = parsedInput;
    if (status === 'deleted') {
      await deleteMember({ supabase: ctx.supabase, organizationId: ctx.organization.id }, memberId);
      revalidatePath(`/${ctx.organization.slug}`, 'layout');
    } else {
      await save(ctx, parsedInput);
    }
    return { status };
  });
