'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/auth/member-action';
import { limitInvitations } from '@/lib/organizations/invitations/limit';
import { addMember, inviteMembers } from '@/lib/people/adding/commands';
import { addMemberInput, inviteMembersInput } from '@/lib/people/adding/schema';

export const inviteMembersAction = memberAction
  .metadata({ name: 'people.invite', module: 'people' })
  .inputSchema(inviteMembersInput)
  .action(async ({ parsedInput: { organization: _slug, emails, ...place }, ctx }) => {
    const { organization, member, supabase, user } = ctx;
    await limitInvitations(organization.id, user.id, emails.length);
    const inviter = {
      organizationId: organization.id,
      organizationName: organization.name,
      inviterName: member.nickname,
    };
    const results = await inviteMembers(supabase, inviter, emails, place);
    revalidatePath(`/${organization.slug}/people`);
    return results;
  });

export const addMemberAction = memberAction
  .metadata({ name: 'people.add', module: 'people' })
  .inputSchema(addMemberInput)
  .action(async ({ parsedInput, ctx: { organization, supabase } }) => {
    const { rights, modules, scope, groups, forms, locale, ...person } = parsedInput;
    const place = { rights, modules, scope, groups, forms, locale };
    const added = await addMember(supabase, organization.id, person, place);
    revalidatePath(`/${organization.slug}/people`);
    return added;
  });
