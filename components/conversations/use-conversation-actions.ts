'use client';

import { useState } from 'react';
import type { InboxCommands } from '@/components/conversations/use-inbox-commands';
import { useInboxState } from '@/components/conversations/use-inbox-state';
import { offeredActions } from '@/lib/conversations/offered-actions';
import type { Conversation } from '@/lib/conversations/schema';

/** The commands that make sense for one conversation now; null for those that are not offered. */
export interface ConversationActions {
  isBusy: boolean;
  accept: (() => void) | null;
  close: (() => void) | null;
  reopen: (() => void) | null;
  returnToQueue: (() => void) | null;
  makeLive: (() => void) | null;
  /** Opens the dialog. */
  transfer: (() => void) | null;
}

export function useConversationActions(
  conversation: Conversation,
  commands: InboxCommands,
  onTransfer: () => void,
): ConversationActions {
  const me = useInboxState((value) => value.me);
  const [isBusy, setBusy] = useState(false);
  const offered = offeredActions(me, conversation);

  const bind = (name: keyof InboxCommands) => {
    if (!offered[name]) return null;
    return () => {
      setBusy(true);
      void commands[name](conversation.id).finally(() => setBusy(false));
    };
  };
  return {
    isBusy,
    accept: bind('accept'),
    close: bind('close'),
    reopen: bind('reopen'),
    returnToQueue: bind('returnToQueue'),
    makeLive: bind('makeLive'),
    transfer: offered.transfer ? onTransfer : null,
  };
}
