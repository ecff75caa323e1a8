'use server';

import { memberAction } from '@/lib/auth/member-action';
import { handImportInput } from '@/lib/people/import/action-input';
import { inviteImported, makeImportedSignIns } from '@/lib/people/import/commands';
import { fullName } from '@/lib/platform/format';

export const inviteImportedAction = memberAction
  .metadata({ name: 'people.invite-imported', module: 'people' })
  .inputSchema(handImportInput)
  .action(async ({ parsedInput: { importId, afterLine }, ctx }) => {
    const { supabase, organization, member } = ctx;
    const inviter = {
      supabase,
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
