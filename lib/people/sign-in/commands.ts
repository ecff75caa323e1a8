import 'server-only';
import { z } from 'zod';
import { fromAuthError } from '@/lib/auth/auth-errors';
import { allowEmail, allowGivenPassword } from '@/lib/auth/sign-in-changes';
import type { Locale } from '@/lib/i18n/locales';
import { answerError } from '@/lib/platform/action';
import { unwrap } from '@/lib/platform/errors';
import { adminSupabase } from '@/lib/platform/supabase/admin';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

const signIn = z.object({ user_id: z.string(), email: z.string() });

/** The database judges and signs the member out everywhere; only then is the new password set. */
export async function replacePassword(
  supabase: DatabaseClient,
  memberId: string,
  password: string,
): Promise<void> {
  const { user_id } = signIn.parse(unwrap(await supabase.rpc('replace_password', { p_member: memberId })));
  await allowGivenPassword(user_id);
  const { error } = await adminSupabase().auth.admin.updateUserById(user_id, { password });
  if (error) throw fromAuthError(error);
}

/** Of somebody who has not joined: only the membership holds it, and the invitation is withdrawn. */
export async function correctEmail(supabase: DatabaseClient, memberId: string, email: string): Promise<void> {
  unwrap(await supabase.rpc('set_member_email', { p_member: memberId, p_email: email }));
}

/** The sign-in's address, then the membership's. When the second is refused the first is put back. */
export async function replaceEmail(supabase: DatabaseClient, memberId: string, email: string): Promise<void> {
  const before = signIn.parse(unwrap(await supabase.rpc('may_manage_sign_in', { p_member: memberId })));
  if (before.email === email) return;
  const { admin } = adminSupabase().auth;
  await allowEmail(before.user_id, email);
  const { error } = await admin.updateUserById(before.user_id, { email, email_confirm: true });
  if (error) throw fromAuthError(error);
  try {
    unwrap(await supabase.rpc('set_member_email', { p_member: memberId, p_email: email }));
  } catch (refusal) {
    await allowEmail(before.user_id, before.email);
    await admin.updateUserById(before.user_id, { email: before.email, email_confirm: true });
    throw refusal;
  }
}

type NewSignIn = { memberId: string; email: string; password: string; locale: Locale };

/** Makes a sign-in with a confirmed address and binds it to the member, or leaves no sign-in behind. */
export async function createSignIn({ memberId, email, password, locale }: NewSignIn): Promise<void> {
  const admin = adminSupabase();
  const { data, error } = await admin.auth.admin.createUser({
    email,
    password,
    email_confirm: true,
    user_metadata: { locale },
  });
  if (error) throw fromAuthError(error);
  try {
    unwrap(await admin.rpc('activate_member', { p_member: memberId, p_user: data.user.id }));
  } catch (failure) {
    const { error: leftover } = await admin.auth.admin.deleteUser(data.user.id);
    if (leftover) answerError(leftover, 'people.take-back-sign-in');
    throw failure;
  }
}

export type Leftover = { userId: string | null; avatarPath: string | null };

const AT_ONCE = 5;

/**
 * Deleted members' pictures, and the sign-ins that open nothing any more. The members are gone already: what could
 * not be removed is logged and fails nothing. A membership made meanwhile keeps its sign-in by its foreign key.
 */
export async function removeLeftovers(leftovers: readonly Leftover[]): Promise<void> {
  const waiting = [...leftovers];
  const work = async () => {
    for (let leftover = waiting.shift(); leftover; leftover = waiting.shift()) {
      await removeLeftover(leftover).catch((error: unknown) => answerError(error, 'people.remove-leftover'));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function removeLeftover({ userId, avatarPath }: Leftover): Promise<void> {
  const admin = adminSupabase();
  if (avatarPath !== null) {
    // Members may share a picture; the last one to go takes it along.
    const shown = unwrap(await admin.from('members').select('id').eq('avatar_path', avatarPath).limit(1));
    if (shown.length === 0) {
      const { error } = await admin.storage.from('avatars').remove([avatarPath]);
      if (error) throw error;
    }
  }
  if (userId === null) return;
  const left = unwrap(await admin.from('members').select('id').eq('user_id', userId).limit(1));
  if (left.length > 0) return;
  const { error } = await admin.auth.admin.deleteUser(userId);
  if (error) throw fromAuthError(error);
}
