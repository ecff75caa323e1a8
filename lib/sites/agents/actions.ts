'use server';

import { memberAction } from '@/lib/auth/member-action';
import { unwrap } from '@/lib/platform/errors';
import { setSiteAgentsInput } from '@/lib/sites/agents/schema';

export const setSiteAgentsAction = memberAction
  .metadata({ name: 'sites.set-agents', module: 'sites' })
  .inputSchema(setSiteAgentsInput)
  .action(async ({ parsedInput: { siteId, allAgents, high, low }, ctx }) => {
    unwrap(
      await ctx.supabase.rpc('set_site_agents', {
        p_site: siteId,
        p_all_agents: allAgents,
        p_high: high,
        p_low: low,
      }),
    );
    return null;
  });
