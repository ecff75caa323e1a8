import 'server-only';
import { z } from 'zod';
import { LOCALES } from '@/lib/i18n/locales';
import { sendInvitationMails } from '@/lib/organizations/invitations/mail';
import { UserError, unwrap } from '@/lib/platform/errors';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

const accepted = z.object({ organization_slug: z.string() });

/** Binds the signed-in person to the invited member; answers the organization's slug. */
export async function acceptInvitation(supabase: DatabaseClient, token: string): Promise<string> {
  const answer = await supabase.rpc('accept_invitation', { p_token: token });
  return accepted.parse(unwrap(answer)).organization_slug;
}

/** The secret of a new invitation. Only its hash is kept, so this is the one time it can be shown. */
export async function createInvitation(supabase: DatabaseClient, memberId: string): Promise<string> {
  return z.string().parse(unwrap(await supabase.rpc('create_invitation', { p_member: memberId })));
}

const invitedRow = z.object({ email: z.string().nullable(), locale: z.enum(LOCALES) });

type Inviter = { organizationName: string; inviterName: string };

/** A new link, sent to the member's address. When the mail fails the link still counts: earlier ones are over. */
export async function resendInvitation(
  supabase: DatabaseClient,
  memberId: string,
  inviter: Inviter,
): Promise<{ token: string; mailCode: string | null }> {
  const answer = await supabase.from('members').select('email, locale').eq('id', memberId).maybeSingle();
  const member = invitedRow.nullable().parse(unwrap(answer));
  if (!member?.email) throw new UserError('not_allowed', { status: 403 });
  const token = await createInvitation(supabase, memberId);
  const { email, locale } = member;
  const failures = await sendInvitationMails([{ email, locale, token, ...inviter }]);
  return { token, mailCode: failures.get(email) ?? null };
}

export async function revokeInvitation(supabase: DatabaseClient, memberId: string): Promise<void> {
  unwrap(await supabase.rpc('revoke_invitation', { p_member: memberId }));
}
