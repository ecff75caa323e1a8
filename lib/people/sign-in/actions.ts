'use server';

import { revalidatePath } from 'next/cache';
import { requestPasswordReset } from '@/lib/auth/commands';
import { memberAction } from '@/lib/auth/member-action';
import { limitAttempts } from '@/lib/auth/rate-limits';
import { getMemberAccount } from '@/lib/people/account/queries';
import { correctEmail, replaceEmail, replacePassword } from '@/lib/people/sign-in/commands';
import { sendResetLinkInput, setEmailInput, setPasswordInput } from '@/lib/people/sign-in/schema';
import { env } from '@/lib/platform/env';
import { UserError } from '@/lib/platform/errors';

export const setMemberPasswordAction = memberAction
  .metadata({ name: 'people.set-password', module: 'people' })
  .inputSchema(setPasswordInput)
  .action(async ({ parsedInput: { memberId, password }, ctx }) => {
    await replacePassword(ctx.supabase, memberId, password);
  });

/** Goes to the owner of the sign-in and nobody else, so it may also be sent where that opens other organizations. */
export const sendResetLinkAction = memberAction
  .metadata({ name: 'people.send-reset-link', module: 'people' })
  .inputSchema(sendResetLinkInput)
  .action(async ({ parsedInput: { memberId }, ctx }) => {
    const account = await getMemberAccount(memberId);
    if (!account?.is_manageable || account.sign_in === 'none' || account.email === null) {
      throw new UserError('not_allowed', { status: 403 });
    }
    await limitAttempts('forgotPassword', account.email);
    await requestPasswordReset(ctx.supabase, account.email, `${env().APP_URL}/auth/callback?type=recovery`);
    return { email: account.email };
  });

export const setMemberEmailAction = memberAction
  .metadata({ name: 'people.set-email', module: 'people' })
  .inputSchema(setEmailInput)
  .action(async ({ parsedInput, ctx }) => {
    const { memberId, email } = parsedInput;
    const account = await getMemberAccount(memberId);
    if (!account) throw new UserError('not_allowed', { status: 403 });
    await (account.sign_in === 'none' ? correctEmail : replaceEmail)(ctx.supabase, memberId, email);
    revalidatePath(`/${ctx.organization.slug}/people`, 'layout');
    return parsedInput;
  });
