'use client';

import { useSyncExternalStore } from 'react';
import type { Store } from '@/lib/platform/store';

type Readable<T> = Pick<Store<T>, 'get' | 'subscribe'>;

export function useStore<T>(store: Readable<T>): T {
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}

/** One part of a store's value. The part must be the same object while nothing in it changes. */
export function useStorePart<T, P>(store: Readable<T>, select: (value: T) => P): P {
  const get = () => select(store.get());
  return useSyncExternalStore(store.subscribe, get, get);
}
