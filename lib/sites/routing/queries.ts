import 'server-only';
import { unwrap } from '@/lib/platform/errors';
import { serverSupabase } from '@/lib/platform/supabase/server';
import { type SiteRouting, siteRouting } from '@/lib/sites/routing/schema';

const COLUMNS =
  'assignment, distribution, prefers_last_agent, fallback_after, accept_within, misses_until_away, queue_max, wait_max';

export async function getSiteRouting(organizationId: string, siteId: string): Promise<SiteRouting> {
  const supabase = await serverSupabase();
  const answer = await supabase
    .from('sites')
    .select(COLUMNS)
    .eq('organization_id', organizationId)
    .eq('id', siteId)
    .single();
  return siteRouting.parse(unwrap(answer));
}
