'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

export interface StickToEnd {
  /** What scrolls, and what grows inside it. */
  scrollRef: RefObject<HTMLDivElement | null>;
  contentRef: RefObject<HTMLDivElement | null>;
  /** At the end, or so near that it makes no difference to the reader. */
  isAtEnd: boolean;
  /** False from the moment somebody scrolls up until they come back. */
  isSticking(): boolean;
  toEnd(): void;
}

const nearPx = 70;

const distanceToEnd = (element: HTMLElement): number =>
  element.scrollHeight - element.clientHeight - element.scrollTop;

/** Keeps the end in view, whatever grows or shrinks, until somebody scrolls up. */
export function useStickToEnd(): StickToEnd {
  const scrollRef = useRef<HTMLDivElement>(null);
  const contentRef = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const [isAtEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    sticks.current = true;
    setAtEnd(true);
    const element = scrollRef.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, []);
  // Before the first paint.
  useLayoutEffect(toEnd, [toEnd]);

  useEffect(() => {
    const element = scrollRef.current;
    const content = contentRef.current;
    if (!element || !content) return;
    let lastTop = element.scrollTop;
    let isHeld = false;
    const report = () => setAtEnd(sticks.current || distanceToEnd(element) <= nearPx);
    const onScroll = () => {
      const distance = distanceToEnd(element);
      // At the very end nobody scrolled up, even if the position is smaller: there is less to scroll through.
      if (distance <= 1) sticks.current = true;
      else if (element.scrollTop < lastTop) sticks.current = false;
      else if (element.scrollTop > lastTop && distance <= nearPx) sticks.current = true;
      lastTop = element.scrollTop;
      report();
    };
    const follow = () => {
      // What is being selected must not move away under the pointer.
      if (sticks.current && !isHeld) element.scrollTop = element.scrollHeight;
      lastTop = element.scrollTop;
      report();
    };
    const hold = () => {
      isHeld = true;
    };
    const release = () => {
      if (!isHeld) return;
      isHeld = false;
      follow();
    };
    const resizes = new ResizeObserver(follow);
    // A growing composer takes room from the end of the thread.
    for (const each of [element, content]) resizes.observe(each);
    const stopListening = new AbortController();
    const { signal } = stopListening;
    element.addEventListener('scroll', onScroll, { passive: true, signal });
    element.addEventListener('pointerdown', hold, { passive: true, signal });
    for (const end of ['pointerup', 'pointercancel'])
      window.addEventListener(end, release, { passive: true, signal });
    return () => {
      resizes.disconnect();
      stopListening.abort();
    };
  }, []);

  const isSticking = useCallback(() => sticks.current, []);
  return { scrollRef, contentRef, isAtEnd, isSticking, toEnd };
}
