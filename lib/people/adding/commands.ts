import 'server-only';
import { z } from 'zod';
import {
  type InvitationMail,
  invitationLink,
  sendInvitationMails,
} from '@/lib/organizations/invitations/mail';
import { type InvitationResult, invitedRows, type NewMemberPlace } from '@/lib/people/adding/schema';
import { updateMember } from '@/lib/people/commands';
import { createSignIn } from '@/lib/people/sign-in/commands';
import { answerError } from '@/lib/platform/action';
import { unwrap } from '@/lib/platform/errors';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

type Inviter = { organizationId: string; organizationName: string; inviterName: string };

/** Invites every address with the same access, and writes to each; one that fails keeps none of the others back. */
export async function inviteMembers(
  supabase: DatabaseClient,
  inviter: Inviter,
  emails: readonly string[],
  place: NewMemberPlace,
): Promise<InvitationResult[]> {
  const { organizationId, organizationName, inviterName } = inviter;
  const answer = await supabase.rpc('invite_members', {
    p_organization: organizationId,
    p_emails: [...emails],
    p_changes: place,
  });
  const rows = invitedRows.parse(unwrap(answer));
  const mails = rows.flatMap(({ email, locale, token }): InvitationMail[] =>
    locale && token ? [{ email, locale, token, organizationName, inviterName }] : [],
  );
  const failures = await sendInvitationMails(mails);
  return rows.map(({ email, code, token }) => {
    const mailCode = failures.get(email) ?? null;
    return { email, code, mailCode, link: mailCode && token ? invitationLink(token) : null };
  });
}

type NewPerson = { email: string; firstName: string; lastName: string; nickname: string; password: string };

const addedRow = z.object({ id: z.string(), email: z.string() });

/** A member who can sign in at once. When a step fails, what the steps before it made is taken back. */
export async function addMember(
  supabase: DatabaseClient,
  organizationId: string,
  person: NewPerson,
  place: NewMemberPlace,
): Promise<{ memberId: string }> {
  const { email, firstName, lastName, nickname, password } = person;
  const answer = await supabase.rpc('add_member', {
    p_organization: organizationId,
    p_email: email,
    p_changes: { ...place, first_name: firstName, last_name: lastName, nickname },
  });
  const member = addedRow.parse(unwrap(answer));
  try {
    await createSignIn({ memberId: member.id, email: member.email, password, locale: place.locale });
  } catch (failure) {
    // Where this fails too the member stays invited, and can be invited again or deleted from the list.
    await updateMember(supabase, member.id, { status: 'deleted' }).catch((error: unknown) =>
      answerError(error, 'people.take-back-member'),
    );
    throw failure;
  }
  return { memberId: member.id };
}
