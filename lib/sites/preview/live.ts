import { z } from 'zod';
import { type Outcome, toOutcome } from '@/lib/platform/outcome';
import type { Rest } from '@/lib/platform/supabase/rest';
import { type RoutingPreview, routingPreview } from '@/lib/sites/preview/schema';
import type { PreviewQuestion } from '@/lib/sites/preview/visit';

const readTimeoutMs = 15_000;
/** As many ids as fit into an address. */
const NAMES_AT_ONCE = 80;

export async function readPreview(
  rest: Rest,
  { siteId, question, signal }: { siteId: string; question: PreviewQuestion; signal: AbortSignal },
): Promise<Outcome<RoutingPreview>> {
  const answer = await rest
    .rpc('preview_routing', { p_site: siteId, ...question })
    .abortSignal(AbortSignal.any([signal, AbortSignal.timeout(readTimeoutMs)]))
    .retry(false);
  const outcome = toOutcome<unknown>(answer);
  return outcome.kind === 'done' ? { kind: 'done', data: routingPreview.parse(outcome.data) } : outcome;
}

const realNames = z.array(z.object({ id: z.string(), first_name: z.string(), last_name: z.string() }));
export type RealName = z.infer<typeof realNames>[number];

/** Of those the reader may see; of others nothing but the nickname is known. */
export async function readRealNames(
  rest: Rest,
  organizationId: string,
  memberIds: readonly string[],
): Promise<RealName[]> {
  const names: RealName[] = [];
  for (let from = 0; from < memberIds.length; from += NAMES_AT_ONCE) {
    const { data } = await rest
      .from('members')
      .select('id, first_name, last_name')
      .eq('organization_id', organizationId)
      .in('id', memberIds.slice(from, from + NAMES_AT_ONCE))
      .abortSignal(AbortSignal.timeout(readTimeoutMs));
    names.push(...realNames.catch([]).parse(data));
  }
  return names;
}
