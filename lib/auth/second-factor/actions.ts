'use server';

import { refresh } from 'next/cache';
import { renderSVG } from 'uqr';
import { memberAction } from '@/lib/auth/member-action';
import { safeNextPath } from '@/lib/auth/next-path';
import { limitAttempts } from '@/lib/auth/rate-limits';
import {
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  passByCode,
  passByRecoveryCode,
  proveBy,
  renewRecoveryCodes,
  type SignedIn,
} from '@/lib/auth/second-factor/commands';
import { groupSecret } from '@/lib/auth/second-factor/one-time-code';
import {
  confirmSecondFactorInput,
  givenCodeInput,
  givenRecoveryCodeInput,
  proofInput,
  resetSecondFactorInput,
} from '@/lib/auth/second-factor/schema';
import { currentUser, type User } from '@/lib/auth/session';
import { publicAction } from '@/lib/platform/action';
import { UserError, unwrap } from '@/lib/platform/errors';

const signedIn = ({ id, sessionId, email }: User): SignedIn => ({ userId: id, sessionId, email });

/** Whoever has given the password, and not yet what comes after it. */
async function halfSignedIn(): Promise<SignedIn> {
  const user = await currentUser();
  if (!user) throw new UserError('session_is_over', { status: 401 });
  await limitAttempts('secondFactor', user.id);
  return signedIn(user);
}

export const giveCodeAction = publicAction
  .metadata({ name: 'auth.give-code' })
  .inputSchema(givenCodeInput)
  .action(async ({ parsedInput: { code, next } }) => {
    await passByCode(await halfSignedIn(), code);
    return { next: safeNextPath(next, '/') };
  });

export const giveRecoveryCodeAction = publicAction
  .metadata({ name: 'auth.give-recovery-code' })
  .inputSchema(givenRecoveryCodeInput)
  .action(async ({ parsedInput: { code, next } }) => {
    await passByRecoveryCode(await halfSignedIn(), code);
    return { next: safeNextPath(next, '/') };
  });

export const beginSecondFactorAction = memberAction
  .metadata({ name: 'auth.begin-second-factor', module: null })
  .inputSchema(proofInput)
  .action(async ({ parsedInput: { proof }, ctx }) => {
    await limitAttempts('signIn', ctx.user.email);
    const { secret, uri } = await beginSecondFactor(signedIn(ctx.user), proof);
    return { secret: groupSecret(secret), picture: renderSVG(uri, { border: 2 }) };
  });

export const confirmSecondFactorAction = memberAction
  .metadata({ name: 'auth.confirm-second-factor', module: null })
  .inputSchema(confirmSecondFactorInput)
  .action(async ({ parsedInput: { code }, ctx }) => {
    await limitAttempts('secondFactor', ctx.user.id);
    return { codes: await confirmSecondFactor(signedIn(ctx.user), code) };
  });

export const renewRecoveryCodesAction = memberAction
  .metadata({ name: 'auth.renew-recovery-codes', module: null })
  .inputSchema(proofInput)
  .action(async ({ parsedInput: { proof }, ctx }) => {
    await limitAttempts('secondFactor', ctx.user.id);
    await proveBy(signedIn(ctx.user), proof);
    return { codes: await renewRecoveryCodes(signedIn(ctx.user)) };
  });

export const endSecondFactorAction = memberAction
  .metadata({ name: 'auth.end-second-factor', module: null })
  .inputSchema(proofInput)
  .action(async ({ parsedInput: { proof }, ctx }) => {
    await limitAttempts('secondFactor', ctx.user.id);
    await proveBy(signedIn(ctx.user), proof);
    await endSecondFactor(signedIn(ctx.user));
    refresh();
    return { codes: [] };
  });

/** For a member who lost their phone; the database judges whose sign-in the caller may touch, and writes it down. */
export const resetSecondFactorAction = memberAction
  .metadata({ name: 'auth.reset-second-factor', module: 'people' })
  .inputSchema(resetSecondFactorInput)
  .action(async ({ parsedInput: { member }, ctx }) => {
    unwrap(await ctx.supabase.rpc('reset_second_factor', { p_member: member }));
    refresh();
  });
