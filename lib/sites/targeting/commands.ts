import 'server-only';
import { unwrap } from '@/lib/platform/errors';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';
import { type RuleContent, type TargetingRule, targetingRule } from '@/lib/sites/targeting/schema';

/** Makes the rule with this id, or changes it. */
export async function saveRule(
  supabase: DatabaseClient,
  { siteId, id, rule }: { siteId: string; id: string; rule: RuleContent },
): Promise<TargetingRule> {
  const answer = await supabase.rpc('save_targeting_rule', { p_site: siteId, p_id: id, p_rule: rule });
  return targetingRule.parse(unwrap(answer));
}

export async function moveRule(supabase: DatabaseClient, id: string, beforeId: string | null): Promise<void> {
  const before = beforeId === null ? {} : { p_before: beforeId };
  unwrap(await supabase.rpc('move_targeting_rule', { p_rule: id, ...before }));
}

export async function deleteRule(supabase: DatabaseClient, id: string): Promise<void> {
  unwrap(await supabase.rpc('delete_targeting_rule', { p_rule: id }));
}
