'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { DetailsPanel } from '@/components/conversations/details-panel';
import { FirstPaintContext, useInbox } from '@/components/conversations/inbox-context';
import { ListPane } from '@/components/conversations/list-pane';
import { NoThread, ThreadPanel } from '@/components/conversations/thread-panel';
import { useFocusOnCovered } from '@/components/conversations/use-focus-on-covered';
import { useInboxAddress } from '@/components/conversations/use-inbox-address';
import { useInboxCommands } from '@/components/conversations/use-inbox-commands';
import { useInboxShortcuts } from '@/components/conversations/use-inbox-shortcuts';
import { useInboxState } from '@/components/conversations/use-inbox-state';
import { useTakenNotices } from '@/components/conversations/use-taken-notices';
import { useWriting } from '@/components/conversations/use-writing';
import { type ListName, mineList, offlineList, queueList } from '@/lib/conversations/inbox-lists';
import { withShown } from '@/lib/conversations/inbox-state';
import type { ShownConversation } from '@/lib/conversations/schema';
import { cn } from '@/lib/platform/cn';

type InboxPageProps = { conversationId: string | null; shown: ShownConversation | null };

/** The inbox, beginning with what the server read for the address. */
export function InboxScreen({ conversationId, shown }: InboxPageProps) {
  const inbox = useInbox();
  const [firstPaint] = useState(() => ({
    state: withShown(inbox.state.getInitial(), shown),
    shownId: conversationId,
    shown,
  }));
  const [firstList] = useState(() => likelyList(firstPaint.state));
  // Before anything else looks at the live state, which may be further by now.
  useLayoutEffect(() => inbox.seed(firstPaint.shownId, firstPaint.shown), [inbox, firstPaint]);
  return (
    <FirstPaintContext value={firstPaint}>
      <Panes firstList={firstList} />
    </FirstPaintContext>
  );
}

/** From this width on, details stand beside the thread; below, they lie over it. The `xl` of the classes. */
const wideScreen = '(min-width: 80rem)';

/** List, thread and details: side by side where there is room, one over the other where there is not. */
function Panes({ firstList }: { firstList: ListName }) {
  const t = useTranslations('conversations');
  const inbox = useInbox();
  const control = useInboxAddress();
  const { address, shownId, go } = control;
  const list = address.list ?? firstList;
  const [isWideDetails, setWideDetails] = useState(true);
  const writing = useWriting(shownId);
  const listRef = useRef<HTMLElement>(null);
  const threadRef = useRef<HTMLElement>(null);
  useFocusOnCovered(shownId, listRef, threadRef);

  const conversation = useInboxState((value) => (shownId ? value.conversations.get(shownId) : undefined));
  const toMine = useCallback(
    (id: string) => {
      const isOffline = inbox.state.get().conversations.get(id)?.channel === 'nrt';
      go({ conversationId: id, list: isOffline ? 'offline' : 'mine' });
    },
    [inbox, go],
  );
  // Of one conversation: going to another leaves it behind.
  const [transferId, setTransferId] = useState<string | null>(null);
  const commands = useInboxCommands(toMine);
  useTakenNotices();

  const toList = () => go({ conversationId: null, list });
  const toggleDetails = () => {
    if (window.matchMedia(wideScreen).matches) setWideDetails((isOpen) => !isOpen);
    else if (address.isDetails) go({ list }, { replace: true });
    else go({ list, isDetails: true });
  };
  useInboxShortcuts({
    commands,
    list,
    listRef,
    onTransfer: () => setTransferId(shownId),
    onWrite: writing.write,
    onBack: address.isDetails ? toggleDetails : toList,
  });

  const isDetailsOver = address.isDetails && conversation !== undefined;
  return (
    <div className="relative flex h-full min-h-0">
      <ListPane
        ref={listRef}
        list={list}
        control={control}
        commands={commands}
        className={cn(
          'w-full shrink-0 border-border md:w-80 md:border-e lg:w-[22rem]',
          shownId && 'max-md:hidden',
        )}
      />
      <section
        ref={threadRef}
        tabIndex={-1}
        aria-label={t('thread.region')}
        data-full-screen={shownId ? '' : undefined}
        className={cn(
          'flex min-w-0 flex-1 flex-col outline-none',
          (!shownId || isDetailsOver) && 'max-md:hidden',
        )}
      >
        {conversation ? (
          <ThreadPanel
            conversation={conversation}
            commands={commands}
            writing={writing}
            transfer={{
              isOpen: transferId === conversation.id,
              setOpen: (isOpen) => setTransferId(isOpen ? conversation.id : null),
            }}
            onBack={toList}
            onDetails={toggleDetails}
          />
        ) : (
          <NoThread shownId={shownId} onBack={toList} />
        )}
      </section>
      {conversation ? (
        <DetailsPanel
          conversation={conversation}
          className={cn(
            'border-border max-xl:absolute max-xl:inset-y-0 max-xl:end-0 max-xl:w-full md:border-s max-xl:md:w-80 max-xl:md:shadow-float xl:w-72 2xl:w-80',
            !isDetailsOver && 'max-xl:hidden',
            !isWideDetails && 'xl:hidden',
          )}
          onClose={toggleDetails}
          onOpen={(id) => go({ conversationId: id, list })}
        />
      ) : null}
    </div>
  );
}

function likelyList(state: Parameters<typeof mineList>[0]): ListName {
  if (mineList(state).length > 0) return 'mine';
  if (queueList(state).length > 0) return 'queue';
  return offlineList(state).length > 0 ? 'offline' : 'mine';
}
