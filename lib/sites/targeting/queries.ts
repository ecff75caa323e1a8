import 'server-only';
import { z } from 'zod';
import { unwrap } from '@/lib/platform/errors';
import { serverSupabase } from '@/lib/platform/supabase/server';
import {
  type NamedChoice,
  type RoutingChoices,
  type TargetingRule,
  targetingRule,
} from '@/lib/sites/targeting/schema';

const COLUMNS =
  'id, name, is_enabled, conditions, skill_id, group_id, department_id, is_urgent, hides_chat, invitation_en, invitation_fr';

/** In the order in which they are tried. */
export async function listTargetingRules(organizationId: string, siteId: string): Promise<TargetingRule[]> {
  const supabase = await serverSupabase();
  const answer = await supabase
    .from('targeting_rules')
    .select(COLUMNS)
    .eq('organization_id', organizationId)
    .eq('site_id', siteId)
    .order('position')
    .order('id');
  return z.array(targetingRule).parse(unwrap(answer));
}

const named = z.array(z.object({ id: z.string(), name: z.string() }));

export async function listRoutingChoices(organizationId: string): Promise<RoutingChoices> {
  const supabase = await serverSupabase();
  const list = async (table: 'skills' | 'groups' | 'departments'): Promise<NamedChoice[]> => {
    const answer = await supabase
      .from(table)
      .select('id, name')
      .eq('organization_id', organizationId)
      .order('name');
    return named.parse(unwrap(answer));
  };
  const [skills, groups, departments] = await Promise.all([
    list('skills'),
    list('groups'),
    list('departments'),
  ]);
  return { skills, groups, departments };
}

/** What visitors may be asked before they write. */
export async function listStartForms(organizationId: string): Promise<NamedChoice[]> {
  const supabase = await serverSupabase();
  const answer = await supabase
    .from('forms')
    .select('id, name')
    .eq('organization_id', organizationId)
    .eq('kind', 'start')
    .order('name');
  return named.parse(unwrap(answer));
}
