'use client';

import { Check, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import { useOnline } from '@/components/people/use-online';
import { Card } from '@/components/shared/card';
import { DragGhost } from '@/components/shared/drag-ghost';
import { FormFailure } from '@/components/shared/form-failure';
import { SubmitButton } from '@/components/shared/submit-button';
import { type DropPlace, usePointerDrag } from '@/components/shared/use-pointer-drag';
import { useSupabase } from '@/components/shell/supabase-provider';
import { AgentLine } from '@/components/sites/agents/agent-line';
import { CandidateList } from '@/components/sites/agents/candidate-list';
import { PriorityList } from '@/components/sites/agents/priority-list';
import { useCandidates } from '@/components/sites/agents/use-candidates';
import {
  type AgentPlace,
  type SiteAgentsState,
  useSiteAgents,
} from '@/components/sites/agents/use-site-agents';
import { Button } from '@/components/ui/button';
import { Switch } from '@/components/ui/switch';
import { avatarUrl } from '@/lib/platform/avatar-url';
import { fullName } from '@/lib/platform/format';
import { PRIORITIES, type SiteAgent, type SiteAgents } from '@/lib/sites/agents/schema';

type AgentsScreenProps = { organization: string; siteId: string; initial: SiteAgents };

const isPlace = (list: string): list is AgentPlace =>
  list === 'none' || PRIORITIES.some((each) => each === list);

/** On the left who could answer, on the right who does: high before low, in the order shown. */
export function AgentsScreen({ organization, siteId, initial }: AgentsScreenProps) {
  const { config } = useSupabase();
  const state = useSiteAgents({ organization, siteId, initial });
  const { placing } = state;
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const listed = useMemo(() => [...placing.high, ...placing.low], [placing]);
  const chosen = useMemo(() => new Set(listed.map(({ id }) => id)), [listed]);
  const found = useCandidates({ siteId, search: wanted, chosen });
  const known = useMemo(() => [...listed, ...found.agents], [listed, found.agents]);

  const online = useOnline(known.map(({ id }) => id));
  const isOnline = (agent: SiteAgent): boolean => online(agent.id) ?? agent.is_online;
  const { drag, ghost, begin } = usePointerDrag((id: string, place: DropPlace) => {
    const agent = known.find((each) => each.id === id);
    if (!agent || !isPlace(place.list)) return;
    if (place.list === 'none' && !chosen.has(id)) return;
    state.place(agent, place.list, place.beforeId);
    if (place.list === 'none') found.again();
  });

  function choose(agent: SiteAgent, place: AgentPlace): void {
    state.choose(agent, place);
    if (place === 'none') found.again();
  }

  const line = (agent: SiteAgent, place: AgentPlace) => (
    <AgentLine
      key={agent.id}
      agent={agent}
      place={place}
      isOnline={isOnline(agent)}
      picture={avatarUrl(config.supabaseUrl, agent.avatar_path)}
      isDragged={drag?.id === agent.id}
      isDropTarget={place !== 'none' && drag?.over?.list === place && drag.over.beforeId === agent.id}
      onDragStart={(event) => begin(event, { id: agent.id, name: agent.nickname })}
      onChoose={(to) => choose(agent, to)}
      {...(place === 'none' ? {} : { onStep: (by, focusOn) => state.step(agent, by, focusOn) })}
    />
  );

  return (
    <form
      className="grid gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void state.save();
      }}
    >
      <AllAgentsCard state={state} initial={initial} />
      <p role="status" className="sr-only">
        {state.announcement}
      </p>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="max-lg:order-2">
          <CandidateList
            found={found}
            search={search}
            onSearch={setSearch}
            chosenMatches={countMatches(listed, wanted)}
            allAgents={placing.allAgents}
            isOver={drag?.over?.list === 'none'}
            renderAgent={(agent) => line(agent, 'none')}
          />
        </div>
        <div className="grid gap-6">
          {PRIORITIES.map((priority) => (
            <PriorityList
              key={priority}
              priority={priority}
              agents={placing[priority]}
              onlineCount={placing[priority].filter(isOnline).length}
              isOver={drag?.over?.list === priority}
              isEndTarget={drag?.over?.list === priority && drag.over.beforeId === null}
              renderAgent={(agent) => line(agent, priority)}
            />
          ))}
        </div>
      </div>
      {state.failure ? <FormFailure text={state.failure} /> : null}
      <SaveBar state={state} />
      <DragGhost drag={drag} ghost={ghost} />
    </form>
  );
}

/** As the database searches, near enough to say that somebody is on the other side. */
function countMatches(agents: readonly SiteAgent[], search: string): number {
  if (search === '') return 0;
  const words = search.toLocaleLowerCase();
  return agents.filter((agent) => `${agent.nickname} ${fullName(agent)}`.toLocaleLowerCase().includes(words))
    .length;
}

function AllAgentsCard({ state, initial }: { state: SiteAgentsState; initial: SiteAgents }) {
  const t = useTranslations('siteAgents');
  const id = useId();
  const { placing } = state;
  const isNobody = !placing.allAgents && placing.high.length + placing.low.length === 0;
  return (
    <Card className="grid gap-3 p-4">
      <div className="flex items-start gap-3">
        <Switch
          id={id}
          checked={placing.allAgents}
          disabled={initial.is_confined}
          onCheckedChange={state.setAllAgents}
        />
        <label htmlFor={id} className="grid gap-0.5">
          <span className="font-medium">{t('allAgents')}</span>
          <span className="text-[13px] text-muted-foreground">
            {placing.allAgents ? t('allAgentsOn', { count: initial.agent_count }) : t('allAgentsOff')}
          </span>
        </label>
      </div>
      {initial.is_confined ? <p className="text-[13px] text-muted-foreground">{t('confined')}</p> : null}
      {isNobody ? (
        <p role="status" className="flex items-start gap-2 text-[13px] text-danger">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" /> {t('nobodyAnswers')}
        </p>
      ) : null}
    </Card>
  );
}

function SaveBar({ state }: { state: SiteAgentsState }) {
  const t = useTranslations('shared');
  const tAgents = useTranslations('siteAgents');
  return (
    <div className="sticky bottom-0 z-10 flex items-center justify-end gap-3 rounded-xl border border-border bg-surface px-4 py-3 shadow-card">
      <p role="status" className="me-auto text-[13px] text-online">
        {state.isSaved && !state.isChanged ? (
          <span className="inline-flex items-center gap-1.5">
            <Check aria-hidden className="size-4" /> {t('saved')}
          </span>
        ) : null}
      </p>
      {state.isChanged ? (
        <Button variant="ghost" size="sm" disabled={state.isBusy} onClick={state.discard}>
          {tAgents('discard')}
        </Button>
      ) : null}
      <SubmitButton size="sm" isBusy={state.isBusy} disabled={!state.isChanged && !state.isBusy}>
        {t('save')}
      </SubmitButton>
    </div>
  );
}
