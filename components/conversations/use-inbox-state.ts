'use client';

import { useContext, useSyncExternalStore } from 'react';
import { FirstPaintContext, useInbox } from '@/components/conversations/inbox-context';
import type { LoadStatus } from '@/lib/conversations/inbox-context';
import type { InboxState } from '@/lib/conversations/inbox-state';

/**
 * One part of the inbox's state. It must be the same object while nothing in it changes. Where the server
 * drew, the browser first draws the same; by then the inbox may long be live.
 */
export function useInboxState<P>(select: (state: InboxState) => P): P {
  const { state } = useInbox();
  const firstPaint = useContext(FirstPaintContext);
  return useSyncExternalStore(
    state.subscribe,
    () => select(state.get()),
    () => select(firstPaint?.state ?? state.getInitial()),
  );
}

/** The conversation on the screen. */
export function useShownId(): string | null {
  const { shownId } = useInbox();
  const firstPaint = useContext(FirstPaintContext);
  return useSyncExternalStore(
    shownId.subscribe,
    shownId.get,
    () => firstPaint?.shownId ?? shownId.getInitial(),
  );
}

/** Whether something is being fetched, failed, or is not there; undefined when there is nothing to say. */
export function useLoad(key: string): LoadStatus | undefined {
  const { loads } = useInbox();
  return useSyncExternalStore(
    loads.subscribe,
    () => loads.get().get(key),
    () => loads.getInitial().get(key),
  );
}
