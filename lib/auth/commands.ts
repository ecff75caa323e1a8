import 'server-only';
import { cookies } from 'next/headers';
import { fromAuthError } from '@/lib/auth/auth-errors';
import { beginRecovery, endRecovery, isRecovering, type RecoveringSession } from '@/lib/auth/recovery';
import type { MailLink } from '@/lib/auth/schema';
import { endOtherSessions, endSession } from '@/lib/auth/sessions/commands';
import { allowEmail, allowOwnPassword } from '@/lib/auth/sign-in-changes';
import { UserError } from '@/lib/platform/errors';
import { SESSION_COOKIE } from '@/lib/platform/supabase/cookies';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';
import { passingSupabase } from '@/lib/platform/supabase/passing';

type Credentials = { email: string; password: string };
type Owner = { id: string; email: string };

export async function signIn(supabase: DatabaseClient, { email, password }: Credentials): Promise<void> {
  const { error } = await supabase.auth.signInWithPassword({ email, password });
  if (error) throw fromAuthError(error);
}

type Registration = Credentials & { redirectTo: string; metadata: Record<string, string> };

/**
 * Makes a sign-in. Where addresses must be confirmed there is no session yet, and the answer is the same for an
 * address that already has an account; elsewhere that address is refused.
 */
export async function register(
  supabase: DatabaseClient,
  { email, password, redirectTo, metadata }: Registration,
): Promise<{ isSignedIn: boolean }> {
  const { data, error } = await supabase.auth.signUp({
    email,
    password,
    options: { emailRedirectTo: redirectTo, data: metadata },
  });
  if (error) throw fromAuthError(error);
  return { isSignedIn: data.session !== null };
}

/**
 * The caller stops being available everywhere, then the session ends on this device. A lease that could not be
 * ended runs out by itself; that is no reason to stay signed in.
 */
export async function signOut(
  supabase: DatabaseClient,
  sessionId: string | null,
  organizationIds: readonly string[],
): Promise<void> {
  await Promise.allSettled(organizationIds.map((id) => supabase.rpc('end_lease', { p_organization: id })));
  // Its token lives on for a while; so that whoever copied it gets nowhere, the database is told.
  if (sessionId !== null) await Promise.allSettled([endSession(supabase, sessionId)]);
  await supabase.auth.signOut({ scope: 'local' });
  await dropSessionCookies();
}

/** Also when Auth could not be told: whoever signs out on a shared computer must be signed out on it. */
async function dropSessionCookies(): Promise<void> {
  const store = await cookies();
  for (const { name } of store.getAll()) {
    if (name === SESSION_COOKIE || name.startsWith(`${SESSION_COOKIE}.`)) store.delete(name);
  }
}

/** Whether there is an account or not, and whether mail could be sent or not, the answer is the same. */
export async function requestPasswordReset(
  supabase: DatabaseClient,
  email: string,
  redirectTo: string,
): Promise<void> {
  const { error } = await supabase.auth.resetPasswordForEmail(email, { redirectTo });
  if (!error) return;
  const refusal = fromAuthError(error);
  if (!(refusal instanceof UserError)) throw refusal;
}

/** Uses up a link from a mail and signs its owner in. One for a forgotten password lets them set a new one. */
export async function openMailLink(
  supabase: DatabaseClient,
  link: MailLink,
): Promise<{ metadata: Record<string, unknown>; isRecovery: boolean }> {
  const { data, error } =
    'tokenHash' in link
      ? await supabase.auth.verifyOtp({ token_hash: link.tokenHash, type: link.type })
      : await supabase.auth.exchangeCodeForSession(link.code);
  if (error) {
    const refusal = fromAuthError(error);
    // Auth has many words for a link that leads nowhere; people need one.
    throw error.status !== undefined && error.status >= 400 && error.status < 500
      ? new UserError('link_is_over', { status: 410, cause: error })
      : refusal;
  }
  // What a code is for is known to whoever asked for it; the address of the link could say anything.
  const isRecovery = 'redirectType' in data ? data.redirectType === 'recovery' : link.type === 'recovery';
  if (isRecovery) await beginRecovery(supabase);
  return { metadata: data.user?.user_metadata ?? {}, isRecovery };
}

/** Whoever calls this has seen the owner's proof. */
async function setPassword(supabase: DatabaseClient, userId: string, password: string): Promise<void> {
  await allowOwnPassword(userId);
  const { error } = await supabase.auth.updateUser({ password });
  if (error) throw fromAuthError(error);
}

/**
 * Proves by the password that it is the owner who sits there. Asked beside the session and not with it: a sign-in
 * of the session's own client would replace the session, and with it what is known of this device.
 */
export async function proveOwner(email: string, password: string, field: string): Promise<void> {
  const passing = passingSupabase();
  const { error } = await passing.auth.signInWithPassword({ email, password });
  if (!error) {
    await passing.auth.signOut({ scope: 'local' });
    return;
  }
  const refusal = fromAuthError(error);
  throw refusal instanceof UserError && refusal.code === 'sign_in_failed'
    ? new UserError('password_is_wrong', { status: 403, field })
    : refusal;
}

/** Everybody else who is signed in as this person is out: whoever knew the old password, or had the mailbox. */
async function keepOnlyThisSession(supabase: DatabaseClient): Promise<void> {
  await endOtherSessions(supabase);
  await supabase.auth.signOut({ scope: 'others' });
}

/** The owner has opened a link from their mailbox and sets a new password without the old one; nobody else may. */
export async function resetPassword(
  supabase: DatabaseClient,
  session: RecoveringSession,
  password: string,
): Promise<void> {
  if (!(await isRecovering(session))) throw new UserError('link_is_over', { status: 410 });
  await setPassword(supabase, session.id, password);
  await endRecovery(session);
  await keepOnlyThisSession(supabase);
}

/**
 * Proves that it is the owner who sits there, sets the new password, and ends the sessions on other devices:
 * whoever knew the old one is out.
 */
export async function changePassword(
  supabase: DatabaseClient,
  { user, current, password }: { user: Owner; current: string; password: string },
): Promise<void> {
  await proveOwner(user.email, current, 'current');
  await setPassword(supabase, user.id, password);
  await keepOnlyThisSession(supabase);
}

/** The address changes when the link in the mail to the new one is opened; until then nothing does. */
export async function requestEmailChange(
  supabase: DatabaseClient,
  { user, current, next, redirectTo }: { user: Owner; current: string; next: string; redirectTo: string },
): Promise<void> {
  if (next === user.email) throw new UserError('email_is_the_same', { status: 422, field: 'email' });
  await proveOwner(user.email, current, 'current');
  await allowEmail(user.id, next);
  const { error } = await supabase.auth.updateUser({ email: next }, { emailRedirectTo: redirectTo });
  if (error) throw fromAuthError(error);
}

/** The language Auth's mails are written in. */
export async function rememberMailLanguage(supabase: DatabaseClient, locale: string): Promise<void> {
  const { error } = await supabase.auth.updateUser({ data: { locale } });
  if (error) throw fromAuthError(error);
}
