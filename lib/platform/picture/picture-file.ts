import { z } from 'zod';

/** What may be chosen; it is drawn smaller in the browser, and only that is sent. */
export const SOURCE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;
export const SOURCE_BYTES_MAX = 5 * 1024 * 1024;
/** What is sent: below the size server actions take. */
const PICTURE_BYTES_MAX = 900 * 1024;

export const pictureFile = z.file('picture_is_invalid').max(PICTURE_BYTES_MAX, 'picture_is_too_large');

/** Why a file cannot be a picture, as far as one can tell without reading it. */
export function refusalOf({ type, size }: File): 'picture_is_invalid' | 'picture_is_too_large' | null {
  if (!SOURCE_TYPES.some((known) => known === type)) return 'picture_is_invalid';
  return size > SOURCE_BYTES_MAX ? 'picture_is_too_large' : null;
}
