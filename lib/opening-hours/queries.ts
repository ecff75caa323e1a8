import 'server-only';
import { type HoursView, hoursView } from '@/lib/opening-hours/schema';
import { unwrap } from '@/lib/platform/errors';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';
import { serverSupabase } from '@/lib/platform/supabase/server';

export async function getOpeningHours(
  organizationId: string,
  siteId: string | null,
  supabase?: DatabaseClient,
): Promise<HoursView> {
  const answer = await (supabase ?? (await serverSupabase())).rpc('read_opening_hours', {
    p_organization: organizationId,
    ...(siteId === null ? {} : { p_site: siteId }),
  });
  return hoursView.parse(unwrap(answer));
}
