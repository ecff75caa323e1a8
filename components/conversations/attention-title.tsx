'use client';

import { useEffect } from 'react';
import { useAttention } from '@/components/conversations/use-attention';
import { titleWithCount } from '@/lib/conversations/inbox-lists';

/** Keeps the count in front of the page's title, whichever page it is: "(2) Inbox · Foyer". */
export function AttentionTitle() {
  const { unread, waiting } = useAttention();
  const count = unread + waiting;
  useEffect(() => {
    const update = () => {
      const title = titleWithCount(document.title, count);
      if (title !== document.title) document.title = title;
    };
    update();
    // Navigation replaces the title after this effect has run.
    const observer = new MutationObserver(update);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [count]);
  return null;
}
