'use client';

import { useMemo } from 'react';
import { useInbox } from '@/components/conversations/inbox-context';
import { useStorePart } from '@/components/conversations/use-store';
import { attentionCount } from '@/lib/conversations/inbox-lists';

export function useAttention(): { unread: number; waiting: number } {
  const { state } = useInbox();
  const conversations = useStorePart(state, (value) => value.conversations);
  const me = useStorePart(state, (value) => value.me);
  return useMemo(() => attentionCount({ conversations, me }), [conversations, me]);
}
