'use client';

import { useEffect, useState } from 'react';
import { useMember } from '@/components/shell/member-provider';
import { useSupabase } from '@/components/shell/supabase-provider';
import { readPreview, readRealNames } from '@/lib/sites/preview/live';
import type { RoutingPreview } from '@/lib/sites/preview/schema';
import type { PreviewQuestion } from '@/lib/sites/preview/visit';

const TYPING_PAUSE_MS = 250;

type Asked = {
  state: 'loading' | 'ready' | 'failed';
  preview: RoutingPreview | null;
  /** What the database would not hear of. */
  refusal: string | null;
};

/** What would happen, asked again whenever the question changes; the last answer stays until the next is there. */
export function usePreview(siteId: string, question: PreviewQuestion) {
  const { rest } = useSupabase();
  const [asked, setAsked] = useState<Asked>({ state: 'loading', preview: null, refusal: null });
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify(question);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again
  useEffect(() => {
    const aborter = new AbortController();
    setAsked((before) => ({ ...before, state: 'loading' }));
    const timer = setTimeout(async () => {
      const asking = { siteId, question: JSON.parse(key) as PreviewQuestion, signal: aborter.signal };
      const outcome = await readPreview(rest, asking).catch(() => null);
      if (aborter.signal.aborted) return;
      if (outcome?.kind === 'done') setAsked({ state: 'ready', preview: outcome.data, refusal: null });
      else {
        const refusal = outcome?.kind === 'refused' ? outcome.code : null;
        setAsked((before) => ({ ...before, state: 'failed', refusal }));
      }
    }, TYPING_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [rest, siteId, key, attempt]);

  return { ...asked, again: () => setAttempt((before) => before + 1) };
}

/** Names of those the reader may see, asked for once each. */
export function useRealNames(memberIds: readonly string[]): ReadonlyMap<string, string> {
  const { rest } = useSupabase();
  const { organizationId } = useMember();
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const key = memberIds.filter((id) => !names.has(id)).join(' ');

  useEffect(() => {
    if (key === '') return;
    let isOver = false;
    const ids = key.split(' ');
    void readRealNames(rest, organizationId, ids)
      .catch(() => [])
      .then((found) => {
        if (isOver) return;
        const known = new Map(found.map((one) => [one.id, `${one.first_name} ${one.last_name}`.trim()]));
        setNames((before) => new Map([...before, ...ids.map((id) => [id, known.get(id) ?? ''] as const)]));
      });
    return () => {
      isOver = true;
    };
  }, [rest, organizationId, key]);

  return names;
}
