import 'server-only';
import { isAuthApiError } from '@supabase/supabase-js';
import { generatePassword } from '@/lib/auth/generate-password';
import { allowGivenPassword } from '@/lib/auth/sign-in-changes';
import type { RowToHand } from '@/lib/people/import/commands';
import type { HandedRow } from '@/lib/people/import/run-import';
import { UserError, unwrap } from '@/lib/platform/errors';
import { adminSupabase } from '@/lib/platform/supabase/admin';

type Admin = ReturnType<typeof adminSupabase>;

/**
 * A sign-in with a password for one imported member. One that this import made before, and that nobody has used, gets
 * a new password, because the first was lost with the page that showed it. Null where the address signs in already: its
 * password is nobody else's to make.
 */
export async function makeSignIn(importId: string, row: RowToHand): Promise<HandedRow | null> {
  const password = generatePassword();
  const refused = (code: string): HandedRow => ({ line: row.line, email: row.email, password: null, code });
  if (!row.is_manageable) return refused('not_allowed');
  const admin = adminSupabase();
  const userId = row.user_id ?? (await createUser(admin, importId, row, password));
  if (userId === null) return null;
  if (row.user_id !== null) {
    await allowGivenPassword(row.user_id);
    const { error } = await admin.auth.admin.updateUserById(row.user_id, { password });
    if (error) throw error;
  }
  if (row.status === 'invited') {
    try {
      unwrap(await admin.rpc('activate_member', { p_member: row.member_id, p_user: userId }));
    } catch (failure) {
      await admin.auth.admin.deleteUser(userId);
      if (failure instanceof UserError) return refused(failure.code);
      throw failure;
    }
  }
  return { line: row.line, email: row.email, password, code: null };
}

async function createUser(
  admin: Admin,
  importId: string,
  row: RowToHand,
  password: string,
): Promise<string | null> {
  const { data, error } = await admin.auth.admin.createUser({
    email: row.email,
    password,
    email_confirm: true,
    user_metadata: { locale: row.locale },
    app_metadata: { member_import: importId },
  });
  if (isAuthApiError(error) && error.code === 'email_exists') return null;
  if (error) throw error;
  return data.user.id;
}
