'use server';

import { memberAction } from '@/lib/auth/member-action';
import { limitInvitations } from '@/lib/organizations/invitations/limit';
import { handImportInput } from '@/lib/people/import/action-input';
import { inviteImported, makeImportedSignIns } from '@/lib/people/import/commands';
import { fullName } from '@/lib/platform/format';

export const inviteImportedAction = memberAction
  .metadata({ name: 'people.invite-imported', module: 'people' })
  .inputSchema(handImportInput)
  .action(async ({ parsedInput: { importId, afterLine }, ctx }) => {
    const { supabase, organization, member, user } = ctx;
    const inviter = {
      supabase,
      count: (mails: number) => limitInvitations(organization.id, user.id, mails),
      organizationName: organization.name,
      inviterName: fullName(member) || member.nickname,
    };
    return inviteImported(inviter, importId, afterLine);
  });

export const makeImportedSignInsAction = memberAction
  .metadata({ name: 'people.make-imported-sign-ins', module: 'people' })
  .inputSchema(handImportInput)
  .action(async ({ parsedInput: { importId, afterLine }, ctx }) =>
    makeImportedSignIns(ctx.supabase, importId, afterLine),
  );
