import 'server-only';
import { newId } from '@/lib/platform/ids';
import { replacePicture } from '@/lib/platform/picture/replace-picture';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';
import { type SiteChanges, updateSite } from '@/lib/sites/commands';
import { drawLogo } from '@/lib/sites/look/draw-logo';
import { getSiteLook } from '@/lib/sites/look/queries';

/** Saves how a site looks. The logo is a new file, null for none, or undefined for the one it has. */
export async function saveLook(
  supabase: DatabaseClient,
  site: { organizationId: string; siteId: string },
  columns: SiteChanges,
  logo: Uint8Array | null | undefined,
): Promise<void> {
  if (logo === undefined) return updateSite(supabase, site, columns);
  const bytes = logo && (await drawLogo(logo));
  await replacePicture({
    bucket: 'logos',
    oldPath: (await getSiteLook(site.siteId)).logo_path,
    next: bytes && { path: `${newId()}.webp`, bytes },
    save: (path) => updateSite(supabase, site, { ...columns, logo_path: path }),
  });
}
