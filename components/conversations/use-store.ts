'use client';

import { useSyncExternalStore } from 'react';
import type { ReadableStore } from '@/lib/platform/store';

export function useStore<T>(store: ReadableStore<T>): T {
  return useSyncExternalStore(store.subscribe, store.get, store.getInitial);
}
