import 'server-only';
import { updateMember } from '@/lib/people/commands';
import { drawPicture } from '@/lib/people/picture/draw-picture';
import { UserError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { log } from '@/lib/platform/log';
import { adminSupabase } from '@/lib/platform/supabase/admin';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

/** Each picture has a name of its own, so what stands under a name never changes. */
const CACHE_SECONDS = '31536000';

export type PictureOwner = { id: string; organizationId: string; avatarPath: string | null };

const store = () => adminSupabase().storage.from('avatars');

/** The database judges first: nothing is stored for whoever may not change this member. */
export async function setPicture(
  supabase: DatabaseClient,
  { id, organizationId, avatarPath }: PictureOwner,
  bytes: Uint8Array,
): Promise<void> {
  const picture = await drawPicture(bytes);
  const path = `${organizationId}/${newId()}.webp`;
  await updateMember(supabase, id, { avatar_path: path });
  const { error } = await store().upload(path, picture, {
    contentType: 'image/webp',
    cacheControl: CACHE_SECONDS,
  });
  if (error) {
    await updateMember(supabase, id, { avatar_path: avatarPath });
    throw new UserError('service_is_away', { status: 503, cause: error });
  }
  await forget(supabase, avatarPath);
}

export async function removePicture(
  supabase: DatabaseClient,
  { id, avatarPath }: PictureOwner,
): Promise<void> {
  await updateMember(supabase, id, { avatar_path: null });
  await forget(supabase, avatarPath);
}

/** Kept while another member shows it. One that could not be removed is no reason to refuse the change. */
async function forget(supabase: DatabaseClient, path: string | null): Promise<void> {
  if (path === null) return;
  const users = await supabase.from('colleagues').select('id').eq('avatar_path', path).limit(1);
  if (users.data?.length !== 0) return;
  const { error } = await store().remove([path]);
  if (error) log().warn({ path, err: error }, 'a picture was left behind');
}
