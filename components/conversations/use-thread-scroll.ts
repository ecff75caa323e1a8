'use client';

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStickToEnd } from '@/components/conversations/use-stick-to-end';

type ThreadScrollOptions = {
  /** Changes when something is put before what is there. */
  firstKey: string;
  lastSeq: number;
  hasOlder: boolean;
  /** False while older messages are on their way, and after that failed. */
  asksForOlder: boolean;
  loadOlder(): void;
};

/** Older messages are asked for this far before the top is reached. */
const olderFromPx = 300;

/** Stays at the end while one is there; keeps what one reads in place when older messages come in above. */
export function useThreadScroll(options: ThreadScrollOptions) {
  const { firstKey, lastSeq, hasOlder, asksForOlder, loadOlder } = options;
  const { scrollRef, contentRef, isAtEnd, isSticking, toEnd } = useStickToEnd();
  const heightBefore = useRef(0);
  const [seenSeq, setSeenSeq] = useState(lastSeq);
  if (isAtEnd && seenSeq !== lastSeq) setSeenSeq(lastSeq);

  // The height grows by what came in above; the distance to the end must not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs exactly when something was put before
  useLayoutEffect(() => {
    const element = scrollRef.current;
    if (!element) return;
    const grown = element.scrollHeight - heightBefore.current;
    if (heightBefore.current > 0 && grown > 0 && !isSticking()) element.scrollTop += grown;
  }, [firstKey]);

  // Measuring lays out: where nothing can come in above, it is left.
  useLayoutEffect(() => {
    if (hasOlder) heightBefore.current = scrollRef.current?.scrollHeight ?? 0;
  });

  useEffect(() => {
    const element = scrollRef.current;
    if (!element || !asksForOlder) return;
    const check = () => {
      if (element.scrollTop < olderFromPx) loadOlder();
    };
    element.addEventListener('scroll', check, { passive: true });
    return () => element.removeEventListener('scroll', check);
  }, [scrollRef, asksForOlder, loadOlder]);

  return {
    scrollRef,
    contentRef,
    isAtEnd,
    newCount: Math.max(0, lastSeq - seenSeq),
    toEnd,
  };
}
