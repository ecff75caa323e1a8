'use client';

import { UserRoundSearch } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Card } from '@/components/shared/card';
import { EmptyState } from '@/components/shared/empty-state';
import { useSupabase } from '@/components/shell/supabase-provider';
import { useRealNames } from '@/components/sites/preview/use-preview';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { Input } from '@/components/ui/input';
import { avatarUrl } from '@/lib/platform/avatar-url';
import { AGENTS_MAX, type PreviewedAgent, type RoutingPreview } from '@/lib/sites/preview/schema';

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Every agent in the order in which they would be tried, and what stands in the way of each. */
export function AgentResults({ preview }: { preview: RoutingPreview }) {
  const t = useTranslations('routingPreview.agents');
  const [search, setSearch] = useState('');
  const { agents, choice, outcome } = preview;
  const names = useRealNames(agents.map(({ member_id }) => member_id));
  const wanted = plain(search.trim());
  const found = agents.filter(({ nickname, member_id }) =>
    plain(`${nickname} ${names.get(member_id) ?? ''}`).includes(wanted),
  );
  return (
    <Card className="overflow-hidden">
      <div className="grid gap-3 border-border border-b p-5">
        <div className="grid gap-0.5">
          <h2 className="font-semibold text-[15px]">{t('title')}</h2>
          <p className="text-[13px] text-muted-foreground">{t('text')}</p>
        </div>
        {agents.length > 0 ? (
          <Input
            type="search"
            value={search}
            aria-label={t('search')}
            placeholder={t('search')}
            onChange={(event) => setSearch(event.target.value)}
          />
        ) : null}
      </div>
      {found.length === 0 ? (
        <EmptyState
          className="py-8"
          icon={<UserRoundSearch />}
          title={t(agents.length === 0 ? 'none' : 'nobodyFound')}
        />
      ) : (
        <ol aria-label={t('title')} className="max-h-[34rem] divide-y divide-border overflow-y-auto">
          {found.map((agent) => (
            <AgentResult
              key={agent.member_id}
              agent={agent}
              realName={names.get(agent.member_id) ?? ''}
              isChosen={outcome === 'assigned' && agent.member_id === choice?.member_id}
            />
          ))}
        </ol>
      )}
      {agents.length === AGENTS_MAX ? (
        <p className="border-border border-t bg-muted/50 px-5 py-3 text-[13px] text-muted-foreground">
          {t('more', { count: AGENTS_MAX })}
        </p>
      ) : null}
    </Card>
  );
}

type AgentResultProps = { agent: PreviewedAgent; realName: string; isChosen: boolean };

function AgentResult({ agent, realName, isChosen }: AgentResultProps) {
  const t = useTranslations('routingPreview.agents');
  const { config } = useSupabase();
  const { nickname, avatar_path, obstacle, load, is_high } = agent;
  const details = [realName, t('load', { count: load }), is_high ? t('high') : '']
    .filter(Boolean)
    .join(' · ');
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 py-2.5">
      <Avatar name={nickname} src={avatarUrl(config.supabaseUrl, avatar_path)} />
      <span className="grid min-w-0 flex-1">
        <span className="truncate font-medium">{nickname}</span>
        <span className="truncate text-[13px] text-muted-foreground">{details}</span>
      </span>
      {isChosen ? (
        <Badge tone="online">{t('chosen')}</Badge>
      ) : obstacle ? (
        <span className="text-[13px] text-muted-foreground max-sm:basis-full max-sm:ps-11">
          {t(`obstacle.${obstacle}`)}
        </span>
      ) : (
        <Badge>{t('free')}</Badge>
      )}
    </li>
  );
}
