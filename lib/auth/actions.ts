'use server';

import {
  changePassword,
  requestEmailChange,
  requestPasswordReset,
  resetPassword,
  signIn,
  signOut,
} from '@/lib/auth/commands';
import { memberAction } from '@/lib/auth/member-action';
import { safeNextPath } from '@/lib/auth/next-path';
import { limitAttempts } from '@/lib/auth/rate-limits';
import {
  changeEmailInput,
  changePasswordInput,
  forgotPasswordInput,
  replaceGivenPasswordInput,
  resetPasswordInput,
  signInInput,
} from '@/lib/auth/schema';
import { currentUser, listMemberships } from '@/lib/auth/session';
import { getMySession } from '@/lib/auth/sessions/queries';
import { publicAction } from '@/lib/platform/action';
import { env } from '@/lib/platform/env';
import { UserError } from '@/lib/platform/errors';
import { serverSupabase } from '@/lib/platform/supabase/server';

export const signInAction = publicAction
  .metadata({ name: 'auth.sign-in' })
  .inputSchema(signInInput)
  .action(async ({ parsedInput: { email, password, next } }) => {
    await limitAttempts('signIn', email);
    await signIn(await serverSupabase(), { email, password });
    return { next: safeNextPath(next, '/') };
  });

export const signOutAction = publicAction.metadata({ name: 'auth.sign-out' }).action(async () => {
  const memberships = await listMemberships();
  const user = await currentUser();
  await signOut(
    await serverSupabase(),
    user?.sessionId ?? null,
    memberships.map(({ organization }) => organization.id),
  );
  return { next: '/sign-in' };
});

export const forgotPasswordAction = publicAction
  .metadata({ name: 'auth.forgot-password' })
  .inputSchema(forgotPasswordInput)
  .action(async ({ parsedInput: { email } }) => {
    await limitAttempts('forgotPassword', email);
    await requestPasswordReset(await serverSupabase(), email, `${env().APP_URL}/auth/callback?type=recovery`);
    return { email };
  });

export const resetPasswordAction = publicAction
  .metadata({ name: 'auth.reset-password' })
  .inputSchema(resetPasswordInput)
  .action(async ({ parsedInput: { password } }) => {
    const user = await currentUser();
    if (!user) throw new UserError('link_is_over', { status: 410 });
    await resetPassword(await serverSupabase(), user, password);
    return { next: '/' };
  });

export const changeEmailAction = memberAction
  .metadata({ name: 'auth.change-email', module: null })
  .inputSchema(changeEmailInput)
  .action(async ({ parsedInput: { email, current }, ctx }) => {
    await limitAttempts('signIn', ctx.user.email);
    await requestEmailChange(ctx.supabase, {
      user: ctx.user,
      current,
      next: email,
      redirectTo: `${env().APP_URL}/auth/callback?type=email_change`,
    });
    return { email };
  });

export const changePasswordAction = memberAction
  .metadata({ name: 'auth.change-password', module: null })
  .inputSchema(changePasswordInput)
  .action(async ({ parsedInput: { current, password }, ctx }) => {
    await limitAttempts('signIn', ctx.user.email);
    await changePassword(ctx.supabase, { user: ctx.user, current, password });
  });

/** The first thing asked of somebody who signed in with a password that somebody else gave them. */
export const replaceGivenPasswordAction = publicAction
  .metadata({ name: 'auth.replace-given-password' })
  .inputSchema(replaceGivenPasswordInput)
  .action(async ({ parsedInput: { current, password, next } }) => {
    const user = await currentUser();
    // Also whoever still owes a code: until it is given, the password alone changes nothing.
    if (!user || (await getMySession()).state !== 'needs_password') {
      throw new UserError('session_is_over', { status: 401 });
    }
    await limitAttempts('signIn', user.email);
    await changePassword(await serverSupabase(), { user, current, password });
    return { next: safeNextPath(next, '/') };
  });
