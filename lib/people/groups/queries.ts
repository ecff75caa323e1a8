import 'server-only';
import { type Circles, circles } from '@/lib/people/groups/schema';
import { unwrap } from '@/lib/platform/errors';
import { serverSupabase } from '@/lib/platform/supabase/server';

/** The groups the caller may change and all skills, each with how many are in it. */
export async function listCircles(organizationId: string): Promise<Circles> {
  const supabase = await serverSupabase();
  return circles.parse(unwrap(await supabase.rpc('list_groups', { p_organization: organizationId })));
}
