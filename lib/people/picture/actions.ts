'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/auth/member-action';
import { getMemberAccount } from '@/lib/people/account/queries';
import { type PictureOwner, removePicture, setPicture } from '@/lib/people/picture/commands';
import { removePictureInput, setPictureInput } from '@/lib/people/picture/schema';
import { UserError } from '@/lib/platform/errors';

async function ownerOf(organizationId: string, memberId: string): Promise<PictureOwner> {
  const account = await getMemberAccount(memberId);
  if (account?.organization_id !== organizationId) throw new UserError('not_allowed', { status: 403 });
  return { id: account.id, organizationId, avatarPath: account.avatar_path };
}

export const setPictureAction = memberAction
  .metadata({ name: 'people.set-picture', module: null })
  .inputSchema(setPictureInput)
  .action(async ({ parsedInput: { memberId, picture }, ctx }) => {
    const owner = await ownerOf(ctx.organization.id, memberId);
    await setPicture(ctx.supabase, owner, new Uint8Array(await picture.arrayBuffer()));
    revalidatePath(`/${ctx.organization.slug}`, 'layout');
  });

export const removePictureAction = memberAction
  .metadata({ name: 'people.remove-picture', module: null })
  .inputSchema(removePictureInput)
  .action(async ({ parsedInput: { memberId }, ctx }) => {
    await removePicture(ctx.supabase, await ownerOf(ctx.organization.id, memberId));
    revalidatePath(`/${ctx.organization.slug}`, 'layout');
  });
