import 'server-only';
import { z } from 'zod';
import { managesSites } from '@/lib/auth/permissions';
import type { Access } from '@/lib/auth/session';
import type { OnboardingFacts } from '@/lib/organizations/onboarding';
import { env } from '@/lib/platform/env';
import { unwrap } from '@/lib/platform/errors';
import { serverSupabase } from '@/lib/platform/supabase/server';

const ids = z.array(z.object({ id: z.string() }));

/** What the checklist of a new organization looks at. One row of each is enough to know. */
export async function getOnboardingFacts(organizationId: string): Promise<OnboardingFacts> {
  const supabase = await serverSupabase();
  const from = (table: string, columns = 'id') =>
    supabase.from(table).select(columns).eq('organization_id', organizationId);
  const [sites, members, conversations, visitors] = await Promise.all([
    from('sites').order('created_at').limit(1),
    from('members').eq('status', 'active').limit(2),
    from('conversations').limit(1),
    from('visitors').not('page_url', 'is', null).not('page_url', 'like', `${env().APP_URL}/%`).limit(1),
  ]);
  return {
    siteIds: ids.parse(unwrap(sites)).map(({ id }) => id),
    activeMembers: ids.parse(unwrap(members)).length,
    hasConversation: ids.parse(unwrap(conversations)).length > 0,
    wasSeenInstalled: ids.parse(unwrap(visitors)).length > 0,
  };
}

/** Whether the navigation leads an administrator through the first steps: until there is a site and somebody wrote. */
export async function isOnboarding({ member, organization }: Access): Promise<boolean> {
  if (!managesSites(member)) return false;
  const supabase = await serverSupabase();
  const any = (table: string) =>
    supabase.from(table).select('id').eq('organization_id', organization.id).limit(1);
  const [sites, conversations] = await Promise.all([any('sites'), any('conversations')]);
  return ids.parse(unwrap(sites)).length === 0 || ids.parse(unwrap(conversations)).length === 0;
}
