'use client';

import { useEffect, useState } from 'react';
import { useSupabase } from '@/components/shell/supabase-provider';
import { listTransferTargets, type TransferTargets } from '@/lib/conversations/transfer-targets';

export type TargetsView = {
  /** What was found last; stays while the next search is on its way. */
  targets: TransferTargets | null;
  /** Why nothing could be found, as a code; null when nothing is wrong. */
  failure: string | null;
  retry(): void;
};

/** Fast typing asks once. */
const searchAfterMs = 150;

export function useTransferTargets(conversationId: string, query: string): TargetsView {
  const { rest } = useSupabase();
  const [targets, setTargets] = useState<TransferTargets | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt asks again
  useEffect(() => {
    let isCurrent = true;
    const ask = async () => {
      const outcome = await listTransferTargets(rest, conversationId, query);
      if (!isCurrent) return;
      if (outcome.kind === 'done') setTargets(outcome.data);
      setFailure(outcome.kind === 'done' ? null : outcome.kind === 'refused' ? outcome.code : 'unavailable');
    };
    const timer = setTimeout(() => void ask(), query === '' ? 0 : searchAfterMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [rest, conversationId, query, attempt]);

  return { targets, failure, retry: () => setAttempt((count) => count + 1) };
}
