'use client';

import { useEffect, useState } from 'react';
import { useInbox } from '@/components/conversations/inbox-context';
import { useSupabase } from '@/components/shell/supabase-provider';
import { getRoutingHistory, type RoutingHistory } from '@/lib/conversations/routing-history';
import type { Conversation } from '@/lib/conversations/schema';

export type HistoryView = { history: RoutingHistory | null; hasFailed: boolean; retry(): void };

/** Asked again whenever the conversation changes hands. */
export function useRoutingHistory({ id, status, assignee_id, channel }: Conversation): HistoryView {
  const { rest } = useSupabase();
  const { organizationId } = useInbox();
  const [found, setFound] = useState<{ id: string; history: RoutingHistory } | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these makes a new line in the history
  useEffect(() => {
    let isCurrent = true;
    void getRoutingHistory(rest, organizationId, id).then((outcome) => {
      if (!isCurrent) return;
      setFailed(outcome.kind !== 'done');
      if (outcome.kind === 'done' && outcome.data) setFound({ id, history: outcome.data });
    });
    return () => {
      isCurrent = false;
    };
  }, [rest, organizationId, id, status, assignee_id, channel, attempt]);

  const history = found?.id === id ? found.history : null;
  return { history, hasFailed, retry: () => setAttempt((count) => count + 1) };
}
