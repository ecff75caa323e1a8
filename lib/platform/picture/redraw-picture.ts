import 'server-only';
import sharp, { type Sharp } from 'sharp';
import { UserError } from '@/lib/platform/errors';

/** Larger ones are refused before they are unpacked: a small file may claim to be a very large picture. */
const PIXELS_MAX = 16_000_000;
const FORMATS = new Set(['png', 'jpeg', 'gif', 'webp']);

/**
 * Draws a picture anew, so that nothing of the file itself is kept: no metadata, no place it was taken at, nothing
 * hidden behind its pixels. What it is, its bytes say, not its name.
 */
export async function redrawPicture(
  bytes: Uint8Array,
  field: string,
  draw: (upright: Sharp) => Sharp,
): Promise<Uint8Array> {
  try {
    const image = sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: 'error', pages: 1 });
    const { format } = await image.metadata();
    if (!FORMATS.has(format)) throw new UserError('picture_is_invalid', { status: 422, field });
    return new Uint8Array(await draw(image.autoOrient()).toBuffer());
  } catch (error) {
    throw error instanceof UserError
      ? error
      : new UserError('picture_is_invalid', { status: 422, field, cause: error });
  }
}
