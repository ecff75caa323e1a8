import { unwrap } from '@/lib/platform/errors';
import type { BrowserSupabase } from '@/lib/platform/supabase/browser';
import { type SiteReadiness, siteReadiness } from '@/lib/sites/readiness';

/** Read again and again while the test page is open: colleagues come and go. */
export async function getLiveReadiness({ rest }: BrowserSupabase, siteId: string): Promise<SiteReadiness> {
  return siteReadiness.parse(unwrap(await rest.rpc('site_readiness', { p_site: siteId })));
}
