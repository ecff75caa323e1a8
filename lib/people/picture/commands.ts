import 'server-only';
import { updateMember } from '@/lib/people/commands';
import { drawPicture } from '@/lib/people/picture/draw-picture';
import { newId } from '@/lib/platform/ids';
import { replacePicture } from '@/lib/platform/picture/replace-picture';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

export type PictureOwner = { id: string; organizationId: string; avatarPath: string | null };

export async function setPicture(
  supabase: DatabaseClient,
  owner: PictureOwner,
  bytes: Uint8Array,
): Promise<void> {
  const picture = await drawPicture(bytes);
  await replace(supabase, owner, { path: `${owner.organizationId}/${newId()}.webp`, bytes: picture });
}

export async function removePicture(supabase: DatabaseClient, owner: PictureOwner): Promise<void> {
  await replace(supabase, owner, null);
}

function replace(
  supabase: DatabaseClient,
  { id, avatarPath }: PictureOwner,
  next: { path: string; bytes: Uint8Array } | null,
): Promise<void> {
  return replacePicture({
    bucket: 'avatars',
    oldPath: avatarPath,
    next,
    save: (path) => updateMember(supabase, id, { avatar_path: path }),
    isShownElsewhere: async (path) => {
      const users = await supabase.from('colleagues').select('id').eq('avatar_path', path).limit(1);
      return users.data?.length !== 0;
    },
  });
}
