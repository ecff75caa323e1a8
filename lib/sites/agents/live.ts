import { z } from 'zod';
import { unwrap } from '@/lib/platform/errors';
import { type Outcome, toOutcome } from '@/lib/platform/outcome';
import type { Rest } from '@/lib/platform/supabase/rest';
import { type SiteAgent, type SiteAgents, siteAgent, siteAgents } from '@/lib/sites/agents/schema';

const CANDIDATES_PAGE_LENGTH = 50;
const readTimeoutMs = 15_000;

export async function readSiteAgents(rest: Rest, siteId: string): Promise<SiteAgents> {
  return siteAgents.parse(unwrap(await rest.rpc('list_site_agents', { p_site: siteId })));
}

type Search = {
  siteId: string;
  search: string;
  /** Those who stand on the right already. */
  without: readonly string[];
  after?: SiteAgent;
  signal: AbortSignal;
};

/** Agents who could serve the site, by name: one page, and whether there are more. */
export async function findSiteAgents(
  rest: Rest,
  { siteId, search, without, after, signal }: Search,
): Promise<Outcome<{ agents: SiteAgent[]; hasMore: boolean }>> {
  const answer = await rest
    .rpc('find_site_agents', {
      p_site: siteId,
      p_search: search,
      p_without: [...without],
      p_limit: CANDIDATES_PAGE_LENGTH + 1,
      ...(after ? { p_after: after.id } : {}),
    })
    .abortSignal(AbortSignal.any([signal, AbortSignal.timeout(readTimeoutMs)]))
    .retry(false);
  const outcome = toOutcome<unknown>(answer);
  if (outcome.kind !== 'done') return outcome;
  const agents = z.array(siteAgent).parse(outcome.data);
  return {
    kind: 'done',
    data: {
      agents: agents.slice(0, CANDIDATES_PAGE_LENGTH),
      hasMore: agents.length > CANDIDATES_PAGE_LENGTH,
    },
  };
}
