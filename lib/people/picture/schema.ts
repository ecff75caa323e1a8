import { z } from 'zod';
import { ofMemberShape } from '@/lib/people/account/schema';

/** What may be chosen; it is cropped in the browser, and only the square that is left is sent. */
export const SOURCE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;
export const SOURCE_BYTES_MAX = 5 * 1024 * 1024;
/** What is sent: below the size server actions take. */
export const PICTURE_BYTES_MAX = 900 * 1024;
export const PICTURE_SIZE = 256;

export const setPictureInput = z.object({
  ...ofMemberShape,
  picture: z.file('picture_is_invalid').max(PICTURE_BYTES_MAX, 'picture_is_too_large'),
});

export const removePictureInput = z.object(ofMemberShape);
