'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/auth/member-action';
import type { Access } from '@/lib/auth/session';
import {
  type Actor,
  changeGroup,
  changeRight,
  changeStatus,
  deleteMembers,
  moveMember,
} from '@/lib/people/directory/commands';
import { listMembers } from '@/lib/people/directory/queries';
import {
  changeGroupInput,
  changeRightInput,
  changeStatusInput,
  moreMembersInput,
  moveMemberInput,
} from '@/lib/people/directory/schema';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

type ActionContext = Access & { supabase: DatabaseClient };

const actorOf = ({ supabase, organization, member }: ActionContext): Actor => ({
  supabase,
  organizationId: organization.id,
  access: member,
});

/** The whole console: whose rights changed may be the caller, whose navigation follows them. */
const refresh = ({ organization }: ActionContext): void => revalidatePath(`/${organization.slug}`, 'layout');

export const moreMembersAction = memberAction
  .metadata({ name: 'people.list-more', module: 'people' })
  .inputSchema(moreMembersInput)
  .action(({ parsedInput: { query, after }, ctx }) => listMembers(ctx.organization.id, query, after));

export const changeRightAction = memberAction
  .metadata({ name: 'people.change-right', module: 'people' })
  .inputSchema(changeRightInput)
  .action(async ({ parsedInput: { memberIds, right, isOn }, ctx }) => {
    const results = await changeRight(actorOf(ctx), memberIds, { right, isOn });
    refresh(ctx);
    return results;
  });

export const changeGroupAction = memberAction
  .metadata({ name: 'people.change-group', module: 'people' })
  .inputSchema(changeGroupInput)
  .action(async ({ parsedInput: { memberIds, groupId, isIn }, ctx }) => {
    const results = await changeGroup(actorOf(ctx), memberIds, { groupId, isIn });
    refresh(ctx);
    return results;
  });

export const changeStatusAction = memberAction
  .metadata({ name: 'people.change-status', module: 'people' })
  .inputSchema(changeStatusInput)
  .action(async ({ parsedInput: { memberIds, status }, ctx }) => {
    const actor = actorOf(ctx);
    const results =
      status === 'deleted'
        ? await deleteMembers(actor, memberIds)
        : await changeStatus(actor, memberIds, status);
    refresh(ctx);
    return results;
  });

export const moveMemberAction = memberAction
  .metadata({ name: 'people.move', module: 'people' })
  .inputSchema(moveMemberInput)
  .action(async ({ parsedInput: { memberId, beforeId }, ctx }) => {
    await moveMember(ctx.supabase, memberId, beforeId);
    refresh(ctx);
    return null;
  });
