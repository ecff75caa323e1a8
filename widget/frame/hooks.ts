import { useEffect, useState } from 'preact/hooks';
import type { Observable } from '@/widget/core/observable';

/** Draws again with each new value. */
export function useObservable<T>(observable: Observable<T>): T {
  const [value, setValue] = useState(observable.get);
  useEffect(() => {
    // It may have changed between drawing and now.
    setValue(observable.get);
    return observable.subscribe(() => setValue(observable.get));
  }, [observable]);
  return value;
}

/** True once the condition has held for a while: what passes quickly is not worth a word. */
export function useLasting(isTrue: boolean, delayMs: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isTrue) return setLasts(false);
    const timer = setTimeout(() => setLasts(true), delayMs);
    return () => clearTimeout(timer);
  }, [isTrue, delayMs]);
  return isTrue && lasts;
}

export function useIsOnline(): boolean {
  const [isOnline, setIsOnline] = useState(navigator.onLine);
  useEffect(() => {
    const read = () => setIsOnline(navigator.onLine);
    for (const event of ['online', 'offline']) window.addEventListener(event, read);
    return () => {
      for (const event of ['online', 'offline']) window.removeEventListener(event, read);
    };
  }, []);
  return isOnline;
}
