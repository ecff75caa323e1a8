import 'server-only';
import { z } from 'zod';
import { unwrap } from '@/lib/platform/errors';
import { isUuid } from '@/lib/platform/ids';
import { serverSupabase } from '@/lib/platform/supabase/server';
import { type SiteReadiness, siteReadiness } from '@/lib/sites/readiness';
import { type Site, siteRow } from '@/lib/sites/schema';

const COLUMNS = 'id, name, addresses, public_key, is_enabled';

export async function listSites(organizationId: string): Promise<Site[]> {
  const supabase = await serverSupabase();
  const answer = await supabase
    .from('sites')
    .select(COLUMNS)
    .eq('organization_id', organizationId)
    .order('created_at');
  return z.array(siteRow).parse(unwrap(answer));
}

export async function getSite(organizationId: string, siteId: string): Promise<Site | null> {
  if (!isUuid(siteId)) return null;
  const supabase = await serverSupabase();
  const answer = await supabase
    .from('sites')
    .select(COLUMNS)
    .eq('organization_id', organizationId)
    .eq('id', siteId)
    .maybeSingle();
  return siteRow.nullable().parse(unwrap(answer));
}

export async function getSiteReadiness(siteId: string): Promise<SiteReadiness> {
  const supabase = await serverSupabase();
  return siteReadiness.parse(unwrap(await supabase.rpc('site_readiness', { p_site: siteId })));
}
