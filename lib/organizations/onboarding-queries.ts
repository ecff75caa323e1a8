import 'server-only';
import { managesSites } from '@/lib/auth/permissions';
import type { Access } from '@/lib/auth/session';
import type { OnboardingFacts } from '@/lib/organizations/onboarding';
import { env } from '@/lib/platform/env';
import { unwrap } from '@/lib/platform/errors';
import { serverSupabase } from '@/lib/platform/supabase/server';

/** What the checklist of a new organization looks at. One row of each is enough to know. */
export async function getOnboardingFacts(organizationId: string): Promise<OnboardingFacts> {
  const supabase = await serverSupabase();
  const of = { organization_id: organizationId };
  const [sites, members, conversations, visitors] = await Promise.all([
    supabase.from('sites').select('id').match(of).order('created_at').limit(1),
    supabase
      .from('colleagues')
      .select('id')
      .match({ ...of, status: 'active' })
      .limit(2),
    supabase.from('conversations').select('id').match(of).limit(1),
    supabase
      .from('visitors')
      .select('id')
      .match(of)
      .not('page_url', 'is', null)
      .not('page_url', 'like', `${env().APP_URL}/%`)
      .limit(1),
  ]);
  return {
    siteIds: unwrap(sites).map(({ id }) => id),
    activeMembers: unwrap(members).length,
    hasConversation: unwrap(conversations).length > 0,
    wasSeenInstalled: unwrap(visitors).length > 0,
  };
}

/** Whether the navigation leads an administrator through the first steps: until there is a site and somebody wrote. */
export async function isOnboarding({ member, organization }: Access): Promise<boolean> {
  if (!managesSites(member)) return false;
  const supabase = await serverSupabase();
  const of = { organization_id: organization.id };
  const [sites, conversations] = await Promise.all([
    supabase.from('sites').select('id').match(of).limit(1),
    supabase.from('conversations').select('id').match(of).limit(1),
  ]);
  return unwrap(sites).length === 0 || unwrap(conversations).length === 0;
}
