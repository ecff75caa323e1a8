import 'server-only';
import { redrawPicture } from '@/lib/platform/picture/redraw-picture';
import { LOGO_SIZE } from '@/lib/sites/look/schema';

/** A site's logo as it is kept: small, whole, on a ground of its own, and nothing but pixels. */
export const drawLogo = (bytes: Uint8Array): Promise<Uint8Array> =>
  redrawPicture(bytes, 'logo', (upright) =>
    upright
      .flatten({ background: '#ffffff' })
      .resize({ ...LOGO_SIZE, fit: 'inside', withoutEnlargement: true })
      .webp({ nearLossless: true, quality: 80 }),
  );
