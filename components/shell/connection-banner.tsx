'use client';

import { WifiOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { createStore } from '@/lib/platform/store';

/** Whoever keeps a connection writes here what people should know about it; null when all is well. */
export const connectionNotice = createStore<string | null>(null);

export function ConnectionBanner() {
  const text = useSyncExternalStore(connectionNotice.subscribe, connectionNotice.get, () => null);
  return (
    <div role="status" aria-live="polite">
      {text ? (
        <p className="flex items-center justify-center gap-2 bg-waiting-soft px-4 py-1.5 text-center text-[13px] text-waiting">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          {text}
        </p>
      ) : null}
    </div>
  );
}
