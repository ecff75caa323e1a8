import type { Cancel } from '@/widget/core/clock';

/** One immutable value, and those who want to know when it is replaced. */
export type Observable<T> = { get(): T; subscribe(listener: () => void): Cancel };

export function createObservable<T>(initial: T): Observable<T> & { set(next: T): void } {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
