'use client';

import { type RefObject, useEffect, useRef } from 'react';

/** Where one screen covers the other, the focus must not stay on what is hidden: it goes along, and comes back. */
export function useFocusOnCovered(
  shownId: string | null,
  listRef: RefObject<HTMLElement | null>,
  threadRef: RefObject<HTMLElement | null>,
): void {
  const before = useRef(shownId);
  useEffect(() => {
    const left = before.current;
    before.current = shownId;
    if (left === shownId || window.matchMedia('(min-width: 48rem)').matches) return;
    if (shownId !== null) threadRef.current?.focus();
    else listRef.current?.querySelector<HTMLElement>(`a[data-conversation="${left}"]`)?.focus();
  }, [shownId, listRef, threadRef]);
}
