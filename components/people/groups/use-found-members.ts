'use client';

import { useCallback, useEffect, useState } from 'react';
import { useMember } from '@/components/shell/member-provider';
import { useSupabase } from '@/components/shell/supabase-provider';
import { type FoundMember, findMembers } from '@/lib/people/groups/live';
import type { CircleKind } from '@/lib/people/groups/schema';

const TYPING_PAUSE_MS = 150;

type Found = { state: 'loading' | 'ready' | 'failed'; members: FoundMember[]; hasMore: boolean };
type Wanted = { search: string; circle?: { kind: CircleKind; id: string } | undefined; version?: number };

/** People as one types; what was found before stays until the next answer is there. */
export function useFoundMembers({ search, circle, version = 0 }: Wanted) {
  const { rest } = useSupabase();
  const { organizationId } = useMember();
  const [found, setFound] = useState<Found>({ state: 'loading', members: [], hasMore: false });
  const [attempt, setAttempt] = useState(0);
  const [isLoadingMore, setLoadingMore] = useState(false);
  const kind = circle?.kind;
  const id = circle?.id;

  const read = useCallback(
    (signal: AbortSignal, after?: FoundMember) =>
      findMembers(rest, {
        organizationId,
        search,
        signal,
        ...(kind && id ? { circle: { kind, id } } : {}),
        ...(after ? { after } : {}),
      }),
    [rest, organizationId, search, kind, id],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version or attempt asks the same again
  useEffect(() => {
    const aborter = new AbortController();
    const timer = setTimeout(
      async () => {
        const outcome = await read(aborter.signal).catch(() => null);
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
  }, [read, version, attempt]);

  async function loadMore(): Promise<void> {
    setLoadingMore(true);
    const outcome = await read(new AbortController().signal, found.members.at(-1)).catch(() => null);
    setLoadingMore(false);
    if (outcome?.kind !== 'done') return setFound((before) => ({ ...before, state: 'failed' }));
    const { members, hasMore } = outcome.data;
    setFound((before) => ({ state: 'ready', members: [...before.members, ...members], hasMore }));
  }

  return { ...found, isLoadingMore, loadMore, retry: () => setAttempt((before) => before + 1) };
}
