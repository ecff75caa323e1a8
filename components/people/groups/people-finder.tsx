'use client';

import { Plus, Search, UserRoundSearch } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import { PersonLine } from '@/components/people/groups/person-line';
import type { Person } from '@/components/people/groups/use-circles';
import { useFoundMembers } from '@/components/people/groups/use-found-members';
import { startPersonDrag } from '@/components/people/groups/use-person-drop';
import { Card } from '@/components/shared/card';
import { EmptyState } from '@/components/shared/empty-state';
import { useSupabase } from '@/components/shell/supabase-provider';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Skeleton } from '@/components/ui/skeleton';

type PeopleFinderProps = {
  hint: string;
  /** What the plus adds to; without it, people can be dragged only. */
  target: { name: string; add: (person: Person) => void } | null;
};

export function PeopleFinder({ hint, target }: PeopleFinderProps) {
  const t = useTranslations('groups.finder');
  const tShared = useTranslations('shared');
  const { config } = useSupabase();
  const [search, setSearch] = useState('');
  const found = useFoundMembers({ search: useDeferredValue(search.trim()) });

  return (
    <Card className="overflow-hidden">
      <div className="grid gap-3 border-border border-b p-4">
        <div className="grid gap-0.5">
          <h2 className="font-semibold text-[15px]">{t('title')}</h2>
          <p className="text-[13px] text-muted-foreground">
            {target ? t('hintChosen', { name: target.name }) : hint}
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
            value={search}
            placeholder={t('search')}
            onChange={(event) => setSearch(event.target.value)}
            className="ps-9"
          />
        </div>
      </div>
      {found.state === 'failed' ? (
        <EmptyState
          title={t('failed')}
          actions={
            <Button variant="secondary" onClick={found.retry}>
              {tShared('retry')}
            </Button>
          }
        />
      ) : null}
      {found.state === 'loading' ? <LoadingLines /> : null}
      {found.state === 'ready' && found.members.length === 0 ? (
        <EmptyState icon={<UserRoundSearch />} title={t('nobody')} />
      ) : null}
      <ul
        aria-label={t('title')}
        className="max-h-[26rem] divide-y divide-border overflow-y-auto lg:max-h-[34rem]"
      >
        {found.members.map((member) => (
          <li
            key={member.id}
            draggable
            onDragStart={(event) => startPersonDrag(event, member)}
            className="cursor-grab px-4 py-2.5 active:cursor-grabbing"
          >
            <PersonLine member={member} supabaseUrl={config.supabaseUrl}>
              {target ? (
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={t('add', { nickname: member.nickname, name: target.name })}
                  onClick={() => target.add(member)}
                >
                  <Plus aria-hidden />
                </Button>
              ) : null}
            </PersonLine>
          </li>
        ))}
        {found.hasMore ? (
          <li className="grid p-2">
            <Button variant="ghost" disabled={found.isLoadingMore} onClick={() => void found.loadMore()}>
              {t('more')}
            </Button>
          </li>
        ) : null}
      </ul>
    </Card>
  );
}

export function LoadingLines() {
  const t = useTranslations('shared');
  return (
    <div className="grid gap-4 p-4">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      {[0, 1, 2].map((line) => (
        <Skeleton key={line} className="h-8" />
      ))}
    </div>
  );
}
