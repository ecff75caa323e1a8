'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useMemo } from 'react';
import { ConversationRow } from '@/components/conversations/conversation-row';
import { useInbox } from '@/components/conversations/inbox-context';
import { ListSkeleton } from '@/components/conversations/list-skeleton';
import { EmptyList, type EmptyListName, LoadFailure } from '@/components/conversations/list-states';
import type { AddressControl } from '@/components/conversations/use-inbox-address';
import type { InboxCommands } from '@/components/conversations/use-inbox-commands';
import { useInboxState, useLoad } from '@/components/conversations/use-inbox-state';
import { useNames } from '@/components/conversations/use-names';
import { useNow } from '@/components/conversations/use-now';
import { useTimeFormats } from '@/components/shell/use-time-formats';
import { Button } from '@/components/ui/button';
import { allList, type ListName, mineList, offlineList, queueList } from '@/lib/conversations/inbox-lists';
import { answersIt } from '@/lib/conversations/offered-actions';
import type { AllFilter, Conversation } from '@/lib/conversations/schema';

const minuteMs = 60_000;
const allRefreshMs = 30_000;

type ConversationListProps = {
  list: ListName;
  filter: AllFilter;
  control: AddressControl;
  commands: InboxCommands;
};

/** The rows of one list, in its order, with what is shown when there are none. */
export function ConversationList({ list, filter, control, commands }: ConversationListProps) {
  const t = useTranslations('conversations.lists');
  const inbox = useInbox();
  const state = useInboxState((value) => value);
  const names = useNames();
  const formats = useTimeFormats();
  const now = useNow(minuteMs);
  useAllList(list, filter);
  const { go, pathTo } = control;
  const open = useCallback((conversationId: string) => go({ conversationId, list }), [go, list]);

  const { conversations, me, all } = state;
  const rows = useMemo(() => {
    const shown = (): Conversation[] => {
      if (list === 'queue') return queueList({ conversations, me });
      if (list === 'mine') return mineList({ conversations, me });
      if (list === 'offline') return offlineList({ conversations, me });
      return allList({ conversations, me }, filter, all[filter]);
    };
    return shown().map((conversation) => ({
      conversation,
      href: pathTo(conversation.id, list),
      listTime: formats.listTime(conversation.last_message_at, now),
    }));
  }, [list, filter, conversations, me, all, pathTo, formats, now]);

  const isLoaded = list !== 'all' || all[filter] !== null;
  const failedKey = list === 'all' ? `all:${filter}` : 'current';
  const hasFailed = useLoad(failedKey) === 'failed';
  const emptyName: EmptyListName = list === 'all' ? filter : list;

  if (!isLoaded && !hasFailed) return <ListSkeleton />;
  if (rows.length === 0 && hasFailed) {
    const retry = () => void (list === 'all' ? inbox.sync.loadAll(filter) : inbox.sync.refresh());
    return <LoadFailure text={t('failed')} onRetry={retry} />;
  }
  if (rows.length === 0) return <EmptyList name={emptyName} />;
  return (
    <>
      <ul aria-label={t(list)}>
        {rows.map(({ conversation, href, listTime }) => (
          <ConversationRow
            key={conversation.id}
            conversation={conversation}
            visitor={state.visitors.get(conversation.visitor_id)}
            names={names}
            memberId={me.member_id}
            href={href}
            listTime={listTime}
            isShown={conversation.id === control.shownId}
            isTyping={state.typing.has(conversation.id)}
            onAccept={answersIt(me, conversation.is_test) ? commands.accept : null}
            onOpen={open}
            onLikely={inbox.threads.prefetch}
          />
        ))}
      </ul>
      {list === 'all' ? <LoadMore filter={filter} hasMore={all[filter]?.until !== null} /> : null}
    </>
  );
}

/** Others' conversations change without a broadcast: while they are looked at, the first page is read again. */
function useAllList(list: ListName, filter: AllFilter): void {
  const { sync } = useInbox();
  useEffect(() => {
    if (list !== 'all') return;
    void sync.loadAll(filter);
    const timer = setInterval(() => void sync.loadAll(filter), allRefreshMs);
    return () => clearInterval(timer);
  }, [sync, list, filter]);
}

function LoadMore({ filter, hasMore }: { filter: AllFilter; hasMore: boolean }) {
  const t = useTranslations('conversations.lists');
  const { sync } = useInbox();
  const status = useLoad(`more:${filter}`);
  const loadMore = () => void sync.loadMoreOfAll(filter);
  if (!hasMore) return null;
  if (status === 'failed') return <LoadFailure text={t('failed')} onRetry={loadMore} />;
  return (
    <div className="grid p-4">
      <Button
        variant="secondary"
        size="sm"
        disabled={status === 'loading'}
        aria-busy={status === 'loading'}
        onClick={loadMore}
      >
        {t('more')}
      </Button>
    </div>
  );
}
