'use client';

import { useTranslations } from 'next-intl';
import { type Ref, useMemo } from 'react';
import { AlertsMenu } from '@/components/conversations/alerts-menu';
import { ConversationList } from '@/components/conversations/conversation-list';
import { ShortcutsButton } from '@/components/conversations/shortcuts-button';
import type { AddressControl } from '@/components/conversations/use-inbox-address';
import type { InboxCommands } from '@/components/conversations/use-inbox-commands';
import { useInboxState } from '@/components/conversations/use-inbox-state';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { type ListName, listCounts, listNames } from '@/lib/conversations/inbox-lists';
import type { AllFilter } from '@/lib/conversations/schema';
import { cn } from '@/lib/platform/cn';

type ListPaneProps = {
  list: ListName;
  control: AddressControl;
  commands: InboxCommands;
  ref: Ref<HTMLElement>;
  className?: string;
};

const isListName = (value: string): value is ListName => listNames.some((name) => name === value);

export function ListPane({ list, control, commands, ref, className }: ListPaneProps) {
  const t = useTranslations('conversations');
  const counts = useCounts();
  const { filter } = control.address;
  return (
    <section
      ref={ref}
      aria-label={t('lists.label')}
      className={cn('flex min-h-0 flex-col bg-surface', className)}
    >
      <header className="flex items-center justify-between gap-2 px-4 pt-3 pb-1">
        <h1 className="font-semibold text-base">{t('inbox')}</h1>
        <div className="flex items-center gap-0.5">
          <ShortcutsButton />
          <AlertsMenu />
        </div>
      </header>
      <Tabs
        value={list}
        onValueChange={(value) =>
          isListName(value) && control.go({ list: value, conversationId: control.shownId }, { replace: true })
        }
        className="flex min-h-0 flex-1 flex-col"
      >
        <TabsList className="shrink-0 px-2">
          {listNames.map((name) => (
            <TabsTrigger key={name} value={name} className="flex shrink-0 items-center gap-1 px-1">
              <span aria-hidden={name === 'offline'}>
                {t(`lists.${name === 'offline' ? 'offlineShort' : name}`)}
              </span>
              {name === 'offline' ? <span className="sr-only">{t('lists.offline')}</span> : null}
              <Count
                value={counts[name]}
                isWaiting={name === 'queue' || (name === 'offline' && counts.offlineWaiting > 0)}
              />
            </TabsTrigger>
          ))}
        </TabsList>
        {listNames.map((name) => (
          <TabsContent
            key={name}
            value={name}
            tabIndex={-1}
            className="min-h-0 flex-1 overflow-y-auto pt-0 outline-none"
          >
            {name === 'all' ? (
              <FilterSwitch
                filter={filter}
                onChange={(next) =>
                  control.go(
                    { list: 'all', filter: next, conversationId: control.shownId },
                    { replace: true },
                  )
                }
              />
            ) : null}
            <ConversationList list={name} filter={filter} control={control} commands={commands} />
          </TabsContent>
        ))}
      </Tabs>
    </section>
  );
}

function useCounts(): Record<ListName | 'offlineWaiting', number> {
  const conversations = useInboxState((value) => value.conversations);
  const me = useInboxState((value) => value.me);
  const all = useInboxState((value) => value.currentCount);
  const counts = useMemo(() => listCounts({ conversations, me }), [conversations, me]);
  return { ...counts, all: Math.max(all, counts.queue + counts.mine + counts.offline) };
}

function Count({ value, isWaiting }: { value: number; isWaiting: boolean }) {
  const t = useTranslations('conversations.lists');
  if (value === 0) return null;
  return (
    <span
      className={cn(
        'rounded-full px-1.5 font-semibold text-[11px] leading-[18px] tabular-nums',
        isWaiting ? 'bg-waiting-soft text-waiting' : 'bg-muted text-muted-foreground',
      )}
    >
      <span aria-hidden>{value}</span>
      <span className="sr-only">{t('count', { count: value })}</span>
    </span>
  );
}

type FilterSwitchProps = { filter: AllFilter; onChange: (filter: AllFilter) => void };

function FilterSwitch({ filter, onChange }: FilterSwitchProps) {
  const t = useTranslations('conversations.lists');
  return (
    <fieldset className="sticky top-0 z-10 flex gap-1 border-border border-b bg-surface px-3 py-2">
      <legend className="sr-only">{t('filter')}</legend>
      {(['current', 'closed'] as const).map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={filter === name}
          className="h-7 rounded-full px-3 font-medium text-[13px] text-muted-foreground transition-colors hover:text-foreground aria-pressed:bg-muted aria-pressed:text-foreground pointer-coarse:h-9"
          onClick={() => onChange(name)}
        >
          {t(name)}
        </button>
      ))}
    </fieldset>
  );
}
