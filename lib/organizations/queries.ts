import 'server-only';
import { listMemberships } from '@/lib/auth/session';
import { pendingAccount } from '@/lib/organizations/schema';
import { serverSupabase } from '@/lib/platform/supabase/server';

/** What the person entered before: at sign-up, or in the organization they already have. */
export async function getFounderDefaults(): Promise<{
  organizationName: string;
  firstName: string;
  lastName: string;
}> {
  const [membership] = await listMemberships();
  if (membership) {
    const { first_name, last_name } = membership.member;
    return { organizationName: '', firstName: first_name, lastName: last_name };
  }
  const { data } = await (await serverSupabase()).auth.getClaims();
  const pending = pendingAccount.safeParse(data?.claims.user_metadata);
  if (!pending.success || 'invitation' in pending.data)
    return { organizationName: '', firstName: '', lastName: '' };
  const { organization_name, first_name, last_name } = pending.data;
  return { organizationName: organization_name, firstName: first_name, lastName: last_name };
}
