import 'server-only';
import { unwrap } from '@/lib/platform/errors';
import { adminSupabase } from '@/lib/platform/supabase/admin';
import { serverSupabase } from '@/lib/platform/supabase/server';
import { LOOK_COLUMNS, type SiteLook, siteLook } from '@/lib/sites/look/schema';

export async function getSiteLook(siteId: string): Promise<SiteLook> {
  const supabase = await serverSupabase();
  return siteLook.parse(unwrap(await supabase.from('sites').select(LOOK_COLUMNS).eq('id', siteId).single()));
}

/** For the loader on the site's pages, before anybody is a visitor; null for a key that names no site. */
export async function getPublicLook(siteKey: string): Promise<SiteLook | null> {
  const answer = await adminSupabase()
    .from('sites')
    .select(LOOK_COLUMNS)
    .eq('public_key', siteKey)
    .maybeSingle();
  return siteLook.nullable().parse(unwrap(answer));
}
