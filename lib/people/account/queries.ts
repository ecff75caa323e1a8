import 'server-only';
import { z } from 'zod';
import { type MemberAccount, memberAccount, type NamedChoice } from '@/lib/people/account/schema';
import { toUserError, unwrap } from '@/lib/platform/errors';
import { isUuid } from '@/lib/platform/ids';
import { serverSupabase } from '@/lib/platform/supabase/server';

/** Null for nobody, and for whom the caller may not look at. */
export async function getMemberAccount(memberId: string): Promise<MemberAccount | null> {
  if (!isUuid(memberId)) return null;
  const supabase = await serverSupabase();
  const answer = await supabase.rpc('member_account', { p_member: memberId });
  if (answer.error && toUserError(answer.error)?.code === 'not_allowed') return null;
  return memberAccount.parse(unwrap(answer));
}

export type AccountChoices = Record<'departments' | 'groups' | 'skills' | 'sites' | 'forms', NamedChoice[]>;

const named = z.array(z.object({ id: z.string(), name: z.string() }));

/** What may be chosen from on a member's account, by name. */
export async function listAccountChoices(organizationId: string): Promise<AccountChoices> {
  const supabase = await serverSupabase();
  const list = async (
    table: 'departments' | 'groups' | 'skills' | 'sites' | 'forms',
  ): Promise<NamedChoice[]> => {
    const answer = await supabase
      .from(table)
      .select('id, name')
      .eq('organization_id', organizationId)
      .order('name');
    return named.parse(unwrap(answer)).map(({ id, name }) => ({ id, label: name }));
  };
  const [departments, groups, skills, sites, forms] = await Promise.all([
    list('departments'),
    list('groups'),
    list('skills'),
    list('sites'),
    list('forms'),
  ]);
  return { departments, groups, skills, sites, forms };
}
