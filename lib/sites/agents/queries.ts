import 'server-only';
import { serverSupabase } from '@/lib/platform/supabase/server';
import { readSiteAgents } from '@/lib/sites/agents/live';
import type { SiteAgents } from '@/lib/sites/agents/schema';

export async function listSiteAgents(siteId: string): Promise<SiteAgents> {
  return readSiteAgents(await serverSupabase(), siteId);
}
