'use server';

import { memberAction } from '@/lib/auth/member-action';
import type { Access } from '@/lib/auth/session';
import { limitInvitations } from '@/lib/organizations/invitations/limit';
import { handImportInput } from '@/lib/people/import/action-input';
import { type Inviter, inviteImported, makeImportedSignIns } from '@/lib/people/import/commands';
import { fullName } from '@/lib/platform/format';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

const inviterOf = ({
  supabase,
  organization,
  member,
  user,
}: Access & { supabase: DatabaseClient }): Inviter => ({
  supabase,
  count: (mails) => limitInvitations(organization.id, user.id, mails),
  organizationName: organization.name,
  inviterName: fullName(member) || member.nickname,
});

export const inviteImportedAction = memberAction
  .metadata({ name: 'people.invite-imported', module: 'people' })
  .inputSchema(handImportInput)
  .action(async ({ parsedInput: { importId, afterLine }, ctx }) =>
    inviteImported(inviterOf(ctx), importId, afterLine),
  );

export const makeImportedSignInsAction = memberAction
  .metadata({ name: 'people.make-imported-sign-ins', module: 'people' })
  .inputSchema(handImportInput)
  .action(async ({ parsedInput: { importId, afterLine }, ctx }) =>
    makeImportedSignIns(inviterOf(ctx), importId, afterLine),
  );
