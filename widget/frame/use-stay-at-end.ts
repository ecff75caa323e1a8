import { useLayoutEffect, useRef, useState } from 'preact/hooks';

const nearEndPx = 60;

function scrollToEnd(element: HTMLElement | null): void {
  if (element) element.scrollTop = element.scrollHeight;
}

/**
 * Keeps a thread at its end while the reader is there, and moves it there for what they wrote themselves.
 * Where they have scrolled up it stays, and says that there is more.
 */
export function useStayAtEnd(endOf: string, lastOwnId: string | undefined) {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const ownId = useRef(lastOwnId);
  const [hasMore, setHasMore] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is at the end decides, the elements are behind refs
  useLayoutEffect(() => {
    const wroteNow = lastOwnId !== ownId.current;
    ownId.current = lastOwnId;
    if (isAtEnd.current || wroteNow) scrollToEnd(box.current);
    else setHasMore(true);
  }, [endOf, lastOwnId]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    // The keyboard of a phone, or a growing field to write in, makes the thread smaller.
    const sizes = new ResizeObserver(() => {
      if (isAtEnd.current) scrollToEnd(element);
    });
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);

  const onScroll = () => {
    const element = box.current;
    if (!element) return;
    isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPx;
    if (isAtEnd.current) setHasMore(false);
  };
  return { box, hasMore, onScroll, toEnd: () => scrollToEnd(box.current) };
}
