import 'server-only';
import { type HoursView, hoursView, type OpeningHours } from '@/lib/opening-hours/schema';
import { unwrap } from '@/lib/platform/errors';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

type HoursToSave = { siteId: string | null; hours: OpeningHours; version: number };

/** Refused when the version is no longer the one that counts: somebody else has saved since. */
export async function saveOpeningHours(
  supabase: DatabaseClient,
  organizationId: string,
  { siteId, hours, version }: HoursToSave,
): Promise<HoursView> {
  const answer = await supabase.rpc('save_opening_hours', {
    p_organization: organizationId,
    p_hours: hours,
    p_version: version,
    ...(siteId === null ? {} : { p_site: siteId }),
  });
  return hoursView.parse(unwrap(answer));
}

export async function deleteSiteHours(supabase: DatabaseClient, siteId: string): Promise<void> {
  unwrap(await supabase.rpc('delete_site_hours', { p_site: siteId }));
}
