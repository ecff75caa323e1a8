import 'server-only';
import { z } from 'zod';
import { UserError, unwrap } from '@/lib/platform/errors';
import type { Database } from '@/lib/platform/supabase/database.types';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';
import type { SiteRouting } from '@/lib/sites/routing/schema';

type NewSite = { organizationId: string; name: string; addresses: string[] };

export async function createSite(supabase: DatabaseClient, site: NewSite): Promise<string> {
  const row = { organization_id: site.organizationId, name: site.name, addresses: site.addresses };
  const answer = await supabase.from('sites').insert(row).select('id').single();
  return z.object({ id: z.string() }).parse(unwrap(answer)).id;
}

type SiteColumns = Database['public']['Tables']['sites']['Update'];
type ChangedColumn =
  | 'name'
  | 'addresses'
  | 'is_enabled'
  | 'accent'
  | 'launcher_side'
  | 'launcher_offset'
  | 'texts'
  | 'logo_path'
  | 'automatic_messages'
  | keyof SiteRouting;
export type SiteChanges = Pick<SiteColumns, ChangedColumn>;

/** Both ids are sent: a site of another organization does not exist here. */
export async function updateSite(
  supabase: DatabaseClient,
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
