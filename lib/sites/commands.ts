import 'server-only';
import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { UserError, unwrap } from '@/lib/platform/errors';
import { siteRow } from '@/lib/sites/schema';

type NewSite = { organizationId: string; name: string; addresses: string[] };

export async function createSite(supabase: SupabaseClient, site: NewSite): Promise<string> {
  const row = { organization_id: site.organizationId, name: site.name, addresses: site.addresses };
  const answer = await supabase.from('sites').insert(row).select('id').single();
  return z.object({ id: z.string() }).parse(unwrap(answer)).id;
}

const changes = siteRow.pick({ name: true, addresses: true, is_enabled: true, assignment: true }).partial();
export type SiteChanges = z.infer<typeof changes>;

/** Both ids are sent: a site of another organization does not exist here. */
export async function updateSite(
  supabase: SupabaseClient,
  { organizationId, siteId }: { organizationId: string; siteId: string },
  columns: SiteChanges,
): Promise<void> {
  const answer = await supabase
    .from('sites')
    .update(columns)
    .eq('organization_id', organizationId)
    .eq('id', siteId)
    .select('id');
  if (unwrap(answer).length === 0) throw new UserError('not_allowed', { status: 403 });
}
