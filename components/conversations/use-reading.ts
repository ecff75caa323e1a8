'use client';

import { useEffect } from 'react';
import { useInbox } from '@/components/conversations/inbox-context';

/** Says what is being read: shown, in the focused window, scrolled to the end. */
export function useReading(conversationId: string, isAtEnd: boolean): void {
  const inbox = useInbox();
  useEffect(() => {
    const tell = () =>
      inbox.setReading({
        conversation_id: conversationId,
        isFocused: document.visibilityState === 'visible' && document.hasFocus(),
        isAtEnd,
      });
    tell();
    const windowEvents = ['focus', 'blur'] as const;
    for (const event of windowEvents) window.addEventListener(event, tell);
    document.addEventListener('visibilitychange', tell);
    return () => {
      for (const event of windowEvents) window.removeEventListener(event, tell);
      document.removeEventListener('visibilitychange', tell);
      inbox.setReading(null);
    };
  }, [inbox, conversationId, isAtEnd]);
}
