'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useErrorText } from '@/components/shared/use-error-text';
import type { ErrorAnswer } from '@/lib/platform/errors';
import { setSiteAgentsAction } from '@/lib/sites/agents/actions';
import { isSamePlacing, type Placing, priorityOf, put, takeOut } from '@/lib/sites/agents/placing';
import type { Priority, SiteAgent, SiteAgents } from '@/lib/sites/agents/schema';

export type AgentPlace = Priority | 'none';
type SiteAgentsOptions = { organization: string; siteId: string; initial: SiteAgents };

/** Who serves the site, changed on the screen and kept when it is saved as a whole. */
export function useSiteAgents({ organization, siteId, initial }: SiteAgentsOptions) {
  const t = useTranslations('siteAgents');
  const errorText = useErrorText();
  const [saved, setSaved] = useState<Placing>(() => ({
    allAgents: initial.all_agents,
    high: initial.high,
    low: initial.low,
  }));
  const [placing, setPlacing] = useState(saved);
  const [isBusy, setBusy] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [announcement, setAnnouncement] = useState('');
  const refocus = useRef<string | null>(null);

  // A row that goes to another place of the page loses the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for once the rows are drawn anew
  useEffect(() => {
    if (refocus.current === null) return;
    document.querySelector<HTMLElement>(refocus.current)?.focus();
    refocus.current = null;
  }, [placing]);

  function change(next: Placing): void {
    setPlacing(next);
    setFailure(null);
    setIsSaved(false);
  }

  /** To a list and before somebody there; "none" takes them out. */
  function place(agent: SiteAgent, to: AgentPlace, beforeId: string | null = null): void {
    const next = to === 'none' ? takeOut(placing, agent.id) : put(placing, agent, to, beforeId);
    change(next);
    const { nickname } = agent;
    const at = to === 'none' ? 0 : next[to].findIndex(({ id }) => id === agent.id) + 1;
    setAnnouncement(
      to === 'none' ? t('takenOut', { nickname }) : t('placed', { nickname, priority: to, place: at }),
    );
  }

  function choose(agent: SiteAgent, to: AgentPlace): void {
    refocus.current = `[data-row="${agent.id}"] button[aria-haspopup]`;
    place(agent, to);
  }

  function step(agent: SiteAgent, by: -1 | 1, focusOn: 'handle' | 'menu'): void {
    const priority = priorityOf(placing, agent.id);
    if (!priority) return;
    const list = placing[priority];
    const at = list.findIndex(({ id }) => id === agent.id);
    if (at + by < 0 || at + by >= list.length) return;
    refocus.current =
      focusOn === 'handle' ? `[data-move="${agent.id}"]` : `[data-row="${agent.id}"] button[aria-haspopup]`;
    place(agent, priority, list[by === -1 ? at - 1 : at + 2]?.id ?? null);
  }

  async function save(): Promise<void> {
    setBusy(true);
    setFailure(null);
    const ids = (list: readonly SiteAgent[]) => list.map(({ id }) => id);
    const { allAgents, high, low } = placing;
    const input = { organization, siteId, allAgents, high: ids(high), low: ids(low) };
    const answer = await setSiteAgentsAction(input).catch(() => ({ serverError: { code: 'offline' } }));
    setBusy(false);
    const error: ErrorAnswer | null =
      answer?.serverError ??
      (answer && 'validationErrors' in answer && answer.validationErrors
        ? { code: 'value_is_invalid' }
        : null);
    if (error) {
      const nickname = error.field;
      // The database names who it is in place of a field.
      setFailure(
        error.code === 'not_an_agent' && nickname ? t('notAnAgent', { nickname }) : errorText(error),
      );
      return;
    }
    setSaved(placing);
    setIsSaved(true);
  }

  return {
    placing,
    place,
    choose,
    step,
    setAllAgents: (allAgents: boolean) => change({ ...placing, allAgents }),
    save,
    discard: () => change(saved),
    isChanged: !isSamePlacing(placing, saved),
    isBusy,
    isSaved,
    failure,
    announcement,
  };
}

export type SiteAgentsState = ReturnType<typeof useSiteAgents>;
