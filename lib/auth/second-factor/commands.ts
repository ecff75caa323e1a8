import 'server-only';
import { z } from 'zod';
import { proveOwner } from '@/lib/auth/commands';
import { newSecret, secretUri, stepOfCode } from '@/lib/auth/second-factor/one-time-code';
import { newRecoveryCodes } from '@/lib/auth/second-factor/recovery-codes';
import { readAsCode } from '@/lib/auth/second-factor/schema';
import { openSecret, sealSecret } from '@/lib/auth/second-factor/sealed-secret';
import { systemClock } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { UserError, unwrap } from '@/lib/platform/errors';
import { adminSupabase } from '@/lib/platform/supabase/admin';

/** The person and the session they sit at, out of a token whose signature was checked. */
export type SignedIn = { userId: string; sessionId: string; email: string };

const factor = z.object({ secret: z.string(), is_confirmed: z.boolean(), last_step: z.number() });
type Factor = z.infer<typeof factor>;

async function factorOf(userId: string): Promise<Factor | null> {
  const answer = await adminSupabase().rpc('second_factor_of', { p_user: userId });
  const known = factor.nullable().parse(unwrap(answer));
  return known && { ...known, secret: openSecret(known.secret, userId, env().ENCRYPTION_KEY) };
}

const wrongCode = (field = 'code') => new UserError('code_is_wrong', { status: 422, field });

/**
 * A new secret, which counts once a first code has confirmed it. It asks for the password: whoever could turn a second
 * factor of their own on in a console somebody left open would lock its owner out.
 */
export async function beginSecondFactor(
  { userId, email }: SignedIn,
  password: string,
): Promise<{ secret: string; uri: string }> {
  await proveOwner(email, password, 'proof');
  const secret = newSecret();
  const sealed = sealSecret(secret, userId, env().ENCRYPTION_KEY);
  unwrap(await adminSupabase().rpc('begin_second_factor', { p_user: userId, p_secret: sealed }));
  return { secret, uri: secretUri(secret, email) };
}

/** Lets the session in by a code of the authenticator app; each code works once. */
export async function passByCode({ userId, sessionId }: SignedIn, code: string): Promise<void> {
  const known = await factorOf(userId);
  if (!known?.is_confirmed) throw wrongCode();
  await giveCode({ userId, sessionId }, known, code, false);
}

async function giveCode(
  { userId, sessionId }: Omit<SignedIn, 'email'>,
  known: Factor,
  code: string,
  isFirst: boolean,
): Promise<void> {
  const step = stepOfCode(known.secret, code, systemClock(), known.last_step);
  if (step === null) throw wrongCode();
  unwrap(
    await adminSupabase().rpc('pass_second_factor', {
      p_user: userId,
      p_session: sessionId,
      p_step: step,
      p_is_first: isFirst,
    }),
  );
}

/** Lets the session in by a recovery code, which is used up. */
export async function passByRecoveryCode({ userId, sessionId }: SignedIn, code: string): Promise<void> {
  unwrap(
    await adminSupabase().rpc('use_recovery_code', { p_user: userId, p_session: sessionId, p_code: code }),
  );
}

/** Ten new codes, shown this once; those before stop working. */
export async function renewRecoveryCodes({ userId }: SignedIn): Promise<string[]> {
  const codes = newRecoveryCodes();
  unwrap(
    await adminSupabase().rpc('set_recovery_codes', {
      p_user: userId,
      p_codes: codes.map((code) => code.replace('-', '')),
    }),
  );
  return codes;
}

/** Turns the second factor on with a first code; nothing else does. */
export async function confirmSecondFactor(signedIn: SignedIn, code: string): Promise<string[]> {
  const known = await factorOf(signedIn.userId);
  if (known?.is_confirmed) throw new UserError('second_factor_is_on', { status: 409 });
  if (!known) throw wrongCode();
  await giveCode(signedIn, known, code, true);
  return renewRecoveryCodes(signedIn);
}

export async function endSecondFactor({ userId }: SignedIn): Promise<void> {
  unwrap(await adminSupabase().rpc('end_second_factor', { p_user: userId }));
}

/** A password or a code of the app: a console somebody left open is not enough to take the protection away. */
export async function proveBy(signedIn: SignedIn, proof: string): Promise<void> {
  const code = readAsCode(proof);
  if (code === null) return proveOwner(signedIn.email, proof, 'proof');
  try {
    await passByCode(signedIn, code);
  } catch (error) {
    if (error instanceof UserError && error.code === 'code_is_wrong') throw wrongCode('proof');
    throw error;
  }
}
