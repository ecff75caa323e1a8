import 'server-only';
import {
  invitationToken,
  type ShownInvitation,
  shownInvitation,
} from '@/lib/organizations/invitations/schema';
import { unwrap } from '@/lib/platform/errors';
import { adminSupabase } from '@/lib/platform/supabase/admin';

/** Null for a secret that is unknown, used or expired. Asked with the secret key: nobody is signed in yet. */
export async function getInvitation(token: string): Promise<ShownInvitation | null> {
  if (!invitationToken.safeParse(token).success) return null;
  const answer = await adminSupabase().rpc('show_invitation', { p_token: token });
  return shownInvitation.nullable().parse(unwrap(answer));
}
