'use server';

import { memberAction } from '@/lib/auth/member-action';
import { deleteCircle, saveCircle, setCircleMembers } from '@/lib/people/groups/commands';
import { deleteCircleInput, saveCircleInput, setCircleMembersInput } from '@/lib/people/groups/schema';

export const saveCircleAction = memberAction
  .metadata({ name: 'people.save-circle', module: 'people' })
  .inputSchema(saveCircleInput)
  .action(async ({ parsedInput: { kind, id, name }, ctx }) => {
    await saveCircle(ctx.supabase, ctx.organization.id, { kind, id, name });
    return { id, name };
  });

export const deleteCircleAction = memberAction
  .metadata({ name: 'people.delete-circle', module: 'people' })
  .inputSchema(deleteCircleInput)
  .action(async ({ parsedInput: { kind, id }, ctx }) => {
    await deleteCircle(ctx.supabase, { kind, id });
    return { id };
  });

export const setCircleMembersAction = memberAction
  .metadata({ name: 'people.set-circle-members', module: 'people' })
  .inputSchema(setCircleMembersInput)
  .action(async ({ parsedInput: { kind, id, memberIds, isMember }, ctx }) => ({
    changed: await setCircleMembers(ctx.supabase, { kind, id, memberIds, isMember }),
  }));
