'use server';

import { revalidatePath } from 'next/cache';
import { rememberMailLanguage } from '@/lib/auth/commands';
import { memberAction } from '@/lib/auth/member-action';
import { updateMember } from '@/lib/people/commands';
import { updateMyLanguageInput } from '@/lib/people/schema';

export const updateMyLanguageAction = memberAction
  .metadata({ name: 'people.update-my-language', module: null })
  .inputSchema(updateMyLanguageInput)
  .action(async ({ parsedInput: { locale }, ctx }) => {
    await updateMember(ctx.supabase, ctx.member.id, { locale });
    await rememberMailLanguage(ctx.supabase, locale);
    revalidatePath(`/${ctx.organization.slug}`, 'layout');
    return { locale };
  });
