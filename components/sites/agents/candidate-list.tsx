'use client';

import { Search, UserRoundSearch } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { Card } from '@/components/shared/card';
import { EmptyState } from '@/components/shared/empty-state';
import type { useCandidates } from '@/components/sites/agents/use-candidates';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Skeleton } from '@/components/ui/skeleton';
import { cn } from '@/lib/platform/cn';
import type { SiteAgent } from '@/lib/sites/agents/schema';

type CandidateListProps = {
  found: ReturnType<typeof useCandidates>;
  search: string;
  onSearch: (search: string) => void;
  /** Of those searched for, who stands on the right already. */
  chosenMatches: number;
  allAgents: boolean;
  isOver: boolean;
  renderAgent: (agent: SiteAgent) => ReactNode;
};

export function CandidateList({ found, search, onSearch, chosenMatches, ...rest }: CandidateListProps) {
  const t = useTranslations('siteAgents');
  const tShared = useTranslations('shared');
  const id = useId();
  const { state, agents, hasMore } = found;
  return (
    <Card
      aria-labelledby={id}
      className={cn('overflow-hidden', rest.isOver && 'outline-2 outline-accent -outline-offset-1')}
    >
      <div className="grid gap-3 border-border border-b p-4">
        <div className="grid gap-0.5">
          <h2 id={id} className="font-semibold text-[15px]">
            {t('others.title')}
          </h2>
          <p className="text-[13px] text-muted-foreground">
            {rest.allAgents ? t('others.allAgents') : t('others.text')}
            <span className="max-lg:hidden"> {t('others.drag')}</span>
          </p>
        </div>
        <div className="relative">
          <Search
            aria-hidden
            className="pointer-events-none absolute inset-y-0 start-3 my-auto size-4 text-muted-foreground"
          />
          <Input
            type="search"
            aria-label={t('search')}
            placeholder={t('search')}
            value={search}
            onChange={(event) => onSearch(event.target.value)}
            className="ps-9"
          />
        </div>
        {chosenMatches > 0 ? (
          <p role="status" className="text-[13px] text-muted-foreground">
            {t('chosenMatches', { count: chosenMatches })}
          </p>
        ) : null}
      </div>
      {state === 'failed' ? (
        <EmptyState
          title={t('failed')}
          actions={
            <Button variant="secondary" onClick={found.again}>
              {tShared('retry')}
            </Button>
          }
        />
      ) : null}
      {state === 'loading' ? (
        <div className="grid gap-4 p-4">
          <p role="status" className="sr-only">
            {tShared('loading')}
          </p>
          {[0, 1, 2].map((line) => (
            <Skeleton key={line} className="h-8" />
          ))}
        </div>
      ) : null}
      {state === 'ready' && agents.length === 0 && !hasMore ? (
        <EmptyState
          icon={<UserRoundSearch />}
          title={search ? t('nobody') : t('nobodyLeft')}
          text={search ? null : t('nobodyLeftText')}
        />
      ) : null}
      <ul
        aria-labelledby={id}
        data-drop="none"
        className="max-h-[34rem] divide-y divide-border overflow-y-auto max-lg:max-h-[26rem]"
      >
        {agents.map((agent) => rest.renderAgent(agent))}
        {hasMore ? (
          <li className="grid p-2">
            <Button variant="ghost" disabled={found.isLoadingMore} onClick={() => void found.loadMore()}>
              {t('others.more')}
            </Button>
          </li>
        ) : null}
      </ul>
    </Card>
  );
}
