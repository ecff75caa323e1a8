'use client';

import { useSyncExternalStore } from 'react';
import { useInbox } from '@/components/conversations/inbox-context';

/** Server time in steps, ticking. The first paint uses the moment the server drew. */
export function useNow(stepMs: number): number {
  const { clockOffsetMs, startedAtMs } = useInbox();
  const floor = (ms: number) => Math.floor(ms / stepMs) * stepMs;
  return useSyncExternalStore(
    (tick) => {
      const timer = setInterval(tick, Math.min(stepMs, 1000));
      return () => clearInterval(timer);
    },
    () => floor(Date.now() + clockOffsetMs),
    () => floor(startedAtMs),
  );
}
