import 'server-only';
import { unwrap } from '@/lib/platform/errors';
import { adminSupabase } from '@/lib/platform/supabase/admin';
import type { Database } from '@/lib/platform/supabase/database.types';

type SignInChange = Database['public']['Enums']['sign_in_change'];

async function allow(userId: string, change: SignInChange, email?: string): Promise<void> {
  const about = { p_user: userId, p_change: change, ...(email === undefined ? {} : { p_email: email }) };
  unwrap(await adminSupabase().rpc('allow_sign_in_change', about));
}

/**
 * Auth takes a new password or address from whoever holds a token of the person. The database lets it through only
 * after one of these, once, and so only where the server has seen a proof.
 */
export const allowOwnPassword = (userId: string): Promise<void> => allow(userId, 'own_password');

/** Somebody else knows this one, so its owner is asked for another before anything opens. */
export const allowGivenPassword = (userId: string): Promise<void> => allow(userId, 'given_password');

export const allowEmail = (userId: string, email: string): Promise<void> => allow(userId, 'email', email);
