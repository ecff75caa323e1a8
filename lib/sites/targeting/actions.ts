'use server';

import { memberAction } from '@/lib/auth/member-action';
import { deleteRule, moveRule, saveRule } from '@/lib/sites/targeting/commands';
import { deleteRuleInput, moveRuleInput, saveRuleInput } from '@/lib/sites/targeting/schema';

export const saveRuleAction = memberAction
  .metadata({ name: 'targeting.save', module: 'sites' })
  .inputSchema(saveRuleInput)
  .action(async ({ parsedInput: { siteId, id, rule }, ctx }) => saveRule(ctx.supabase, { siteId, id, rule }));

export const moveRuleAction = memberAction
  .metadata({ name: 'targeting.move', module: 'sites' })
  .inputSchema(moveRuleInput)
  .action(async ({ parsedInput: { id, beforeId }, ctx }) => {
    await moveRule(ctx.supabase, id, beforeId);
    return null;
  });

export const deleteRuleAction = memberAction
  .metadata({ name: 'targeting.delete', module: 'sites' })
  .inputSchema(deleteRuleInput)
  .action(async ({ parsedInput: { id }, ctx }) => {
    await deleteRule(ctx.supabase, id);
    return null;
  });
