'use client';

import { useMemo } from 'react';
import { useInboxState } from '@/components/conversations/use-inbox-state';
import { attentionCount } from '@/lib/conversations/inbox-lists';

export function useAttention(): { unread: number; waiting: number } {
  const conversations = useInboxState((value) => value.conversations);
  const me = useInboxState((value) => value.me);
  return useMemo(() => attentionCount({ conversations, me }), [conversations, me]);
}
