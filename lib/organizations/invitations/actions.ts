'use server';

import { revalidatePath } from 'next/cache';
import { register } from '@/lib/auth/commands';
import { memberAction } from '@/lib/auth/member-action';
import { limitAttempts } from '@/lib/auth/rate-limits';
import { currentUser } from '@/lib/auth/session';
import {
  acceptInvitation,
  createInvitation,
  resendInvitation,
  revokeInvitation,
} from '@/lib/organizations/invitations/commands';
import { limitInvitations } from '@/lib/organizations/invitations/limit';
import { invitationLink } from '@/lib/organizations/invitations/mail';
import { getInvitation } from '@/lib/organizations/invitations/queries';
import {
  acceptInvitationInput,
  createInvitationInput,
  joinInput,
  revokeInvitationInput,
} from '@/lib/organizations/invitations/schema';
import { publicAction } from '@/lib/platform/action';
import { env } from '@/lib/platform/env';
import { UserError } from '@/lib/platform/errors';
import { serverSupabase } from '@/lib/platform/supabase/server';

/** For somebody new: makes their sign-in, then binds it. */
export const joinAction = publicAction
  .metadata({ name: 'invitations.join' })
  .inputSchema(joinInput)
  .action(async ({ parsedInput: { token, email, password, locale } }) => {
    await limitAttempts('invitation', token);
    const invitation = await getInvitation(token);
    if (!invitation) throw new UserError('invitation_is_over', { status: 410 });
    if (invitation.email !== null && invitation.email !== email) {
      throw new UserError('invitation_is_for_another_email', { status: 409, field: 'email' });
    }
    const supabase = await serverSupabase();
    const { isSignedIn } = await register(supabase, {
      email,
      password,
      redirectTo: `${env().APP_URL}/auth/callback?type=signup`,
      metadata: { invitation: token, locale },
    });
    if (!isSignedIn) return { next: null, email };
    return { next: `/${await acceptInvitation(supabase, token)}/inbox`, email };
  });

/** For somebody who is signed in already. */
export const acceptInvitationAction = publicAction
  .metadata({ name: 'invitations.accept' })
  .inputSchema(acceptInvitationInput)
  .action(async ({ parsedInput: { token } }) => {
    const user = await currentUser();
    if (!user) throw new UserError('session_is_over', { status: 401 });
    await limitAttempts('invitation', user.id);
    return { next: `/${await acceptInvitation(await serverSupabase(), token)}/inbox` };
  });

/** Answers the whole link, once; and, where it was to be sent, why the mail was not. */
export const createInvitationAction = memberAction
  .metadata({ name: 'invitations.create', module: 'people' })
  .inputSchema(createInvitationInput)
  .action(async ({ parsedInput: { memberId, isSent }, ctx }) => {
    const { supabase, organization, member, user } = ctx;
    if (isSent) await limitInvitations(organization.id, user.id, 1);
    const inviter = { organizationName: organization.name, inviterName: member.nickname };
    const answer = isSent
      ? await resendInvitation(supabase, memberId, inviter)
      : { token: await createInvitation(supabase, memberId), mailCode: null };
    revalidatePath(`/${organization.slug}/people`);
    return { link: invitationLink(answer.token), mailCode: answer.mailCode };
  });

export const revokeInvitationAction = memberAction
  .metadata({ name: 'invitations.revoke', module: 'people' })
  .inputSchema(revokeInvitationInput)
  .action(async ({ parsedInput: { memberId }, ctx }) => {
    await revokeInvitation(ctx.supabase, memberId);
    revalidatePath(`/${ctx.organization.slug}/people`);
    return null;
  });
