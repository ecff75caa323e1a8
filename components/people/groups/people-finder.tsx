'use client';

import { Plus, Search, UserRoundSearch } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import { PersonLine } from '@/components/people/groups/person-line';
import type { CircleCommands } from '@/components/people/groups/use-circles';
import { useFoundMembers } from '@/components/people/groups/use-found-members';
import { Card } from '@/components/shared/card';
import { EmptyState } from '@/components/shared/empty-state';
import { useSupabase } from '@/components/shell/supabase-provider';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Skeleton } from '@/components/ui/skeleton';

/** What is dragged: a kind of data no other page hands out. */
export const MEMBER_DRAG_TYPE = 'application/x-foyer-member';

type PeopleFinderProps = {
  target: { name: string } | null;
  chosen: CircleCommands['chosen'];
  onAdd: CircleCommands['setMembers'];
};

export function PeopleFinder({ target, chosen, onAdd }: PeopleFinderProps) {
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
            {target ? t('hintChosen', { name: target.name }) : t('hint')}
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
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'copy';
              event.dataTransfer.setData(
                MEMBER_DRAG_TYPE,
                JSON.stringify({ id: member.id, nickname: member.nickname }),
              );
            }}
            className="cursor-grab px-4 py-2.5 active:cursor-grabbing"
          >
            <PersonLine member={member} supabaseUrl={config.supabaseUrl}>
              {target && chosen ? (
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={t('add', { nickname: member.nickname, name: target.name })}
                  onClick={() => void onAdd(chosen, member, true)}
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
