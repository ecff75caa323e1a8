'use client';

import { useEffect, useRef, useState } from 'react';
import { useSupabase } from '@/components/shell/supabase-provider';
import { findSiteAgents } from '@/lib/sites/agents/live';
import type { SiteAgent } from '@/lib/sites/agents/schema';

const TYPING_PAUSE_MS = 150;

type Found = { state: 'loading' | 'ready' | 'failed'; agents: SiteAgent[]; hasMore: boolean };
type Wanted = { siteId: string; search: string; chosen: ReadonlySet<string> };

/** Agents one may still choose, as one types. Whoever is chosen disappears; whoever is taken out comes back. */
export function useCandidates({ siteId, search, chosen }: Wanted) {
  const { rest } = useSupabase();
  const [found, setFound] = useState<Found>({ state: 'loading', agents: [], hasMore: false });
  const [attempt, setAttempt] = useState(0);
  const [isLoadingMore, setLoadingMore] = useState(false);
  const latest = useRef(chosen);
  useEffect(() => {
    latest.current = chosen;
  }, [chosen]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again
  useEffect(() => {
    const aborter = new AbortController();
    const timer = setTimeout(
      async () => {
        const wanted = { siteId, search, without: [...latest.current], signal: aborter.signal };
        const outcome = await findSiteAgents(rest, wanted).catch(() => null);
        if (aborter.signal.aborted) return;
        setFound((before) =>
          outcome?.kind === 'done'
            ? { state: 'ready', ...outcome.data }
            : { ...before, state: 'failed', hasMore: false },
        );
      },
      search === '' ? 0 : TYPING_PAUSE_MS,
    );
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [rest, siteId, search, attempt]);

  async function loadMore(): Promise<void> {
    setLoadingMore(true);
    const after = found.agents.at(-1);
    const signal = new AbortController().signal;
    const wanted = { siteId, search, without: [...chosen], signal, ...(after ? { after } : {}) };
    const outcome = await findSiteAgents(rest, wanted).catch(() => null);
    setLoadingMore(false);
    if (outcome?.kind !== 'done') return setFound((before) => ({ ...before, state: 'failed' }));
    const { agents, hasMore } = outcome.data;
    setFound((before) => ({ state: 'ready', agents: [...before.agents, ...agents], hasMore }));
  }

  const again = () => setAttempt((before) => before + 1);
  return {
    ...found,
    agents: found.agents.filter(({ id }) => !chosen.has(id)),
    isLoadingMore,
    loadMore,
    again,
  };
}
