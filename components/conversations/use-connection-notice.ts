'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useStore } from '@/components/conversations/use-store';
import { connectionNotice } from '@/components/shell/connection-banner';
import type { Inbox } from '@/lib/conversations/inbox';

/** A reconnection this short is nobody's concern. */
const showAfterMs = 2500;
/** The first connection follows the first paint and the socket's code. */
const showFirstAfterMs = 8000;

/** Says calmly, above whatever page is open, that the connection is gone and that nothing will be lost. */
export function useConnectionNotice(inbox: Inbox): void {
  const t = useTranslations('conversations.connection');
  const state = useStore(inbox.connection);
  const text = t('offline');
  useEffect(() => {
    if (state === 'joined') return;
    const show = () => connectionNotice.set(text);
    // What the browser itself knows needs no waiting.
    if (!navigator.onLine) show();
    window.addEventListener('offline', show);
    const timer = setTimeout(show, state === 'connecting' ? showFirstAfterMs : showAfterMs);
    return () => {
      window.removeEventListener('offline', show);
      clearTimeout(timer);
      connectionNotice.set(null);
    };
  }, [state, text]);
}
