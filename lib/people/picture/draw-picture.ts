import 'server-only';
import { PICTURE_SIZE } from '@/lib/people/picture/schema';
import { redrawPicture } from '@/lib/platform/picture/redraw-picture';

/** A member's picture as it is kept: square, small, and nothing but pixels. */
export const drawPicture = (bytes: Uint8Array): Promise<Uint8Array> =>
  redrawPicture(bytes, 'picture', (upright) =>
    upright.resize(PICTURE_SIZE, PICTURE_SIZE, { fit: 'cover' }).webp({ quality: 86 }),
  );
