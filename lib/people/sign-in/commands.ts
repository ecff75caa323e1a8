import 'server-only';
import { z } from 'zod';
import { fromAuthError } from '@/lib/auth/auth-errors';
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
  const { error } = await admin.updateUserById(before.user_id, { email, email_confirm: true });
  if (error) throw fromAuthError(error);
  try {
    unwrap(await supabase.rpc('set_member_email', { p_member: memberId, p_email: email }));
  } catch (refusal) {
    await admin.updateUserById(before.user_id, { email: before.email, email_confirm: true });
    throw refusal;
  }
}
