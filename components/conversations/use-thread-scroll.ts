'use client';

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStickToEnd } from '@/components/conversations/use-stick-to-end';

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

  return {
    scrollRef,
    contentRef,
    isAtEnd,
    newCount: Math.max(0, lastSeq - seenSeq),
    toEnd,
  };
}
