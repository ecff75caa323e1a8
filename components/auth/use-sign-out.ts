'use client';

import { useCallback } from 'react';
import { announceSignOut } from '@/components/auth/sign-out-channel';
import { signOutAction } from '@/lib/auth/actions';

/**
 * Ends the session everywhere in this browser: other tabs are told first, so that no heartbeat of theirs makes the
 * member available again. The whole page is left, and with it whatever it kept in memory.
 */
export function useSignOut(next?: string): () => void {
  return useCallback(() => {
    announceSignOut();
    void signOutAction()
      .catch(() => undefined)
      .then((answer) => window.location.assign(next ?? answer?.data?.next ?? '/sign-in'));
  }, [next]);
}
