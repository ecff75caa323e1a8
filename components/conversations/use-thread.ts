'use client';

import { useMemo } from 'react';
import { useInbox } from '@/components/conversations/inbox-context';
import { useInboxState } from '@/components/conversations/use-inbox-state';
import { useStore } from '@/components/conversations/use-store';
import { useTimeFormats } from '@/components/shell/use-time-formats';
import { groupMessages, type ThreadItem, type ThreadMessage } from '@/lib/conversations/group-messages';
import type { OutboxItem } from '@/lib/conversations/outbox';
import type { Message } from '@/lib/conversations/schema';

export interface ThreadView {
  items: ThreadItem[];
  /** The newest stored message, and how many are drawn: what tells that something arrived. */
  lastSeq: number;
  hasOlder: boolean;
}

/**
 * The loaded messages of a conversation and those on their way, as they are drawn; null until loaded.
 * `readSeq` is what had been read when it was opened.
 */
export function useThread(conversationId: string, readSeq: number | null): ThreadView | null {
  const inbox = useInbox();
  const { dayOf } = useTimeFormats();
  const thread = useInboxState((value) => value.threads.get(conversationId));
  const memberId = useInboxState((value) => value.me.member_id);
  const outbox = useStore(inbox.sender.outbox);
  return useMemo(() => {
    if (!thread) return null;
    const stored = new Set(thread.messages.map((message) => message.id));
    const onTheirWay = outbox.filter(
      (item) => item.conversation_id === conversationId && !stored.has(item.id),
    );
    const messages = [
      ...thread.messages.map(toStored),
      ...onTheirWay.map((item) => toUnsent(item, memberId)),
    ];
    return {
      items: groupMessages(messages, { dayOf, readSeq }),
      lastSeq: thread.messages.at(-1)?.seq ?? 0,
      hasOlder: thread.has_older,
    };
  }, [thread, outbox, conversationId, memberId, dayOf, readSeq]);
}

const toStored = (message: Message): ThreadMessage => ({ ...message, state: 'stored', error: null });

function toUnsent(item: OutboxItem, memberId: string): ThreadMessage {
  const { id, kind, body, created_at, error } = item;
  const state = item.state === 'failed' ? 'failed' : 'sending';
  return { id, kind, body, created_at, author: 'agent', author_member_id: memberId, seq: null, state, error };
}
