'use client';

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStickToBottom } from 'use-stick-to-bottom';

type ThreadScrollOptions = {
  /** Changes when something is put before what is there. */
  firstKey: string;
  lastSeq: number;
  hasOlder: boolean;
  loadOlder(): void;
};

/** Older messages are asked for this far before the top is reached. */
const olderFromPx = 300;

/** Stays at the end while one is there; keeps what one reads in place when older messages come in above. */
export function useThreadScroll({ firstKey, lastSeq, hasOlder, loadOlder }: ThreadScrollOptions) {
  const stick = useStickToBottom({ initial: 'instant', resize: 'instant' });
  const { scrollRef, contentRef, scrollToBottom, isAtBottom } = stick;
  const heightBefore = useRef(0);
  const [seenSeq, setSeenSeq] = useState(lastSeq);
  if (isAtBottom && seenSeq !== lastSeq) setSeenSeq(lastSeq);

  // Before the first paint; the library follows in its own time.
  useLayoutEffect(() => {
    const element = scrollRef.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [scrollRef]);

  // The height grows by what came in above; the distance to the end must not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs exactly when something was put before
  useLayoutEffect(() => {
    const element = scrollRef.current;
    if (!element) return;
    const grown = element.scrollHeight - heightBefore.current;
    if (heightBefore.current > 0 && grown > 0 && !stick.state.isAtBottom) element.scrollTop += grown;
  }, [firstKey]);

  useLayoutEffect(() => {
    heightBefore.current = scrollRef.current?.scrollHeight ?? 0;
  });

  useEffect(() => {
    const element = scrollRef.current;
    if (!element || !hasOlder) return;
    const check = () => {
      if (element.scrollTop < olderFromPx) loadOlder();
    };
    element.addEventListener('scroll', check, { passive: true });
    return () => element.removeEventListener('scroll', check);
  }, [scrollRef, hasOlder, loadOlder]);

  // A growing composer takes room from the end of the thread.
  useEffect(() => {
    const element = scrollRef.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (stick.state.isAtBottom) void scrollToBottom('instant');
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scrollRef, scrollToBottom, stick.state]);

  return {
    scrollRef,
    contentRef,
    isAtBottom,
    newCount: Math.max(0, lastSeq - seenSeq),
    toBottom: () => void scrollToBottom('instant'),
  };
}
