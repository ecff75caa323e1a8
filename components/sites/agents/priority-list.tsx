'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { Card } from '@/components/shared/card';
import { Button } from '@/components/ui/button';
import { cn } from '@/lib/platform/cn';
import type { Priority, SiteAgent } from '@/lib/sites/agents/schema';

/** Drawn at first, and more with each press: thousands of rows at once would make the page slow. */
const ROWS_AT_ONCE = 100;

type PriorityListProps = {
  priority: Priority;
  agents: readonly SiteAgent[];
  onlineCount: number;
  isOver: boolean;
  /** Dropped behind the last row. */
  isEndTarget: boolean;
  renderAgent: (agent: SiteAgent) => ReactNode;
};

export function PriorityList({ priority, agents, onlineCount, isOver, ...rest }: PriorityListProps) {
  const t = useTranslations('siteAgents');
  const id = useId();
  const [limit, setLimit] = useState(ROWS_AT_ONCE);
  const shown = agents.slice(0, limit);
  return (
    <Card
      aria-labelledby={id}
      className={cn('overflow-hidden', isOver && 'outline-2 outline-accent -outline-offset-1')}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 border-border border-b px-4 py-3">
        <h2 id={id} className="font-semibold text-[15px]">
          {t(`${priority}.title`)}
        </h2>
        <p className="text-[13px] text-muted-foreground tabular-nums">
          {t('counts', { count: agents.length, online: onlineCount })}
        </p>
        <p className="basis-full text-[13px] text-muted-foreground">{t(`${priority}.text`)}</p>
      </div>
      <ul
        aria-labelledby={id}
        data-drop={priority}
        data-end={agents[limit]?.id}
        className="relative max-h-[24rem] min-h-20 divide-y divide-border overflow-y-auto"
      >
        {shown.map((agent) => rest.renderAgent(agent))}
        {rest.isEndTarget ? <li aria-hidden className="h-0.5 bg-accent" /> : null}
        {agents.length === 0 ? (
          <li className="px-4 py-6 text-center text-[13px] text-muted-foreground">
            {t(`${priority}.empty`)}
          </li>
        ) : null}
        {agents.length > limit ? (
          <li className="grid p-2">
            <Button variant="ghost" onClick={() => setLimit(limit + ROWS_AT_ONCE)}>
              {t('more', { count: Math.min(ROWS_AT_ONCE, agents.length - limit) })}
            </Button>
          </li>
        ) : null}
      </ul>
    </Card>
  );
}
