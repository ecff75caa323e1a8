import 'server-only';
import { UserError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { adminSupabase } from '@/lib/platform/supabase/admin';

/** Each picture has a name of its own, so what stands under a name never changes. */
const CACHE_SECONDS = '31536000';

type Replacement = {
  bucket: 'avatars' | 'logos';
  oldPath: string | null;
  /** Null takes the picture away. */
  next: { path: string; bytes: Uint8Array } | null;
  /** Writes the name into its row, as the one who asks. */
  save: (path: string | null) => Promise<void>;
  /** Whether somebody else shows the old one, which then stays. */
  isShownElsewhere?: (path: string) => Promise<boolean>;
};

/** The database judges first: nothing is stored for whoever may not change the row. */
export async function replacePicture(replacement: Replacement): Promise<void> {
  const { bucket, oldPath, next, save, isShownElsewhere } = replacement;
  const store = adminSupabase().storage.from(bucket);
  await save(next?.path ?? null);
  if (next) {
    const { error } = await store.upload(next.path, next.bytes, {
      contentType: 'image/webp',
      cacheControl: CACHE_SECONDS,
    });
    if (error) {
      await save(oldPath);
      throw new UserError('service_is_away', { status: 503, cause: error });
    }
  }
  if (oldPath === null || (await isShownElsewhere?.(oldPath))) return;
  // One that could not be removed is no reason to refuse the change.
  const { error } = await store.remove([oldPath]);
  if (error) log().warn({ path: oldPath, err: error }, 'a picture was left behind');
}
