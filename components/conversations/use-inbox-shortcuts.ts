'use client';

import type { RefObject } from 'react';
import { useInbox } from '@/components/conversations/inbox-context';
import type { InboxCommands } from '@/components/conversations/use-inbox-commands';
import { useShortcuts } from '@/components/conversations/use-shortcuts';
import type { DraftKind } from '@/lib/conversations/drafts';
import { type ListName, nextWaiting } from '@/lib/conversations/inbox-lists';
import { offeredActions } from '@/lib/conversations/offered-actions';

type InboxShortcutsOptions = {
  commands: InboxCommands;
  list: ListName;
  onWrite(kind: DraftKind): void;
  onTransfer(): void;
  onBack(): void;
  listRef: RefObject<HTMLElement | null>;
};

/** What the single keys do in the inbox. */
export function useInboxShortcuts(options: InboxShortcutsOptions): void {
  const { commands, list, onWrite, onTransfer, onBack, listRef } = options;
  const { state, shownId } = useInbox();

  const rows = () => [...(listRef.current?.querySelectorAll<HTMLElement>('a[data-conversation]') ?? [])];
  const selected = () => rows().find((row) => row === document.activeElement)?.dataset.conversation;
  const find = (id: string | null | undefined) => (id ? state.get().conversations.get(id) : undefined);

  useShortcuts({
    move(step) {
      const links = rows();
      const focused = document.activeElement;
      const from = focused instanceof HTMLElement ? links.indexOf(focused) : -1;
      const shown = links.findIndex((row) => row.dataset.conversation === shownId.get());
      const start = from >= 0 ? from : shown;
      const next = start < 0 ? 0 : Math.min(links.length - 1, Math.max(0, start + step));
      links[next]?.focus();
    },
    accept() {
      const { me } = state.get();
      const candidates = [find(selected()), find(shownId.get()), ...nextWaiting(state.get(), list)];
      const wanted = candidates.find((each) => each && offeredActions(me, each).accept);
      if (wanted) void commands.accept(wanted.id);
    },
    close() {
      const shown = find(shownId.get());
      if (shown && offeredActions(state.get().me, shown).close) void commands.close(shown.id);
    },
    transfer() {
      const shown = find(shownId.get());
      if (shown && offeredActions(state.get().me, shown).transfer) onTransfer();
    },
    note: () => onWrite('note'),
    reply: () => onWrite('text'),
    back: onBack,
  });
}
