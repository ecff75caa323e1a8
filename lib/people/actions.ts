'use server';

import { revalidatePath } from 'next/cache';
import { rememberMailLanguage } from '@/lib/auth/commands';
import { memberAction } from '@/lib/auth/member-action';
import { updateMember } from '@/lib/people/commands';
import { updateMyLanguageInput, updateMyNamesInput, updateMyTimeZoneInput } from '@/lib/people/schema';

export const updateMyNamesAction = memberAction
  .metadata({ name: 'people.update-my-names', module: null })
  .inputSchema(updateMyNamesInput)
  .action(async ({ parsedInput: { firstName, lastName, nickname }, ctx }) => {
    await updateMember(ctx.supabase, ctx.member.id, { first_name: firstName, last_name: lastName, nickname });
    revalidatePath(`/${ctx.organization.slug}`, 'layout');
    return { firstName, lastName, nickname };
  });

export const updateMyLanguageAction = memberAction
  .metadata({ name: 'people.update-my-language', module: null })
  .inputSchema(updateMyLanguageInput)
  .action(async ({ parsedInput: { locale }, ctx }) => {
    await updateMember(ctx.supabase, ctx.member.id, { locale });
    await rememberMailLanguage(ctx.supabase, locale);
    revalidatePath(`/${ctx.organization.slug}`, 'layout');
    return { locale };
  });

export const updateMyTimeZoneAction = memberAction
  .metadata({ name: 'people.update-my-time-zone', module: null })
  .inputSchema(updateMyTimeZoneInput)
  .action(async ({ parsedInput: { timeZone }, ctx }) => {
    await updateMember(ctx.supabase, ctx.member.id, { time_zone: timeZone });
    revalidatePath(`/${ctx.organization.slug}`, 'layout');
    return { timeZone };
  });
