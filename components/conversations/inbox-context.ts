'use client';

import { createContext, useContext } from 'react';
import type { Drafts } from '@/lib/conversations/drafts';
import type { Inbox } from '@/lib/conversations/inbox';
import type { InboxState } from '@/lib/conversations/inbox-state';
import { invariant } from '@/lib/platform/errors';

export interface InboxHandle {
  inbox: Inbox;
  drafts: Drafts;
}

/** What the server drew below the inbox's page: its start, and the conversation in the address. */
export const FirstPaintContext = createContext<{ state: InboxState; shownId: string | null } | null>(null);

/** Null above members who see no conversations. */
export const InboxContext = createContext<InboxHandle | null>(null);

export function useInboxHandle(): InboxHandle {
  const handle = useContext(InboxContext);
  invariant(handle, 'useInbox is called below InboxProvider');
  return handle;
}

export const useInbox = (): Inbox => useInboxHandle().inbox;
