'use client';

import { useTranslations } from 'next-intl';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { usePointerDrag } from '@/components/shared/use-pointer-drag';
import { stepTarget } from '@/lib/platform/arrange';

export type DropEdge = 'before' | 'after';

type Arranged = { id: string; name: string };

/** Rearranging by arrow keys, arrow buttons and dragging, also by finger; announced for those who do not see it. */
export function useArrangement(
  items: readonly Arranged[],
  onMove: (id: string, beforeId: string | null) => void,
  { hasMore = false }: { hasMore?: boolean } = {},
) {
  const t = useTranslations('people.order');
  const [announcement, setAnnouncement] = useState('');
  const refocus = useRef<string | null>(null);

  // A row that is moved in the page loses the focus.
  useEffect(() => {
    if (refocus.current === null || items.length === 0) return;
    const handle = document.querySelector<HTMLElement>(`[data-move="${refocus.current}"]`);
    refocus.current = null;
    if (handle && handle !== document.activeElement) handle.focus();
  }, [items]);

  function move(id: string, beforeId: string | null): void {
    const nickname = items.find((item) => item.id === id)?.name ?? '';
    onMove(id, beforeId);
    const others = items.filter((item) => item.id !== id);
    const at = beforeId === null ? others.length : others.findIndex((item) => item.id === beforeId);
    setAnnouncement(t('moved', { nickname, place: at + 1 }));
  }

  function step(id: string, by: -1 | 1, focusOn: string): void {
    const to = stepTarget(items, id, by);
    if (!to) return;
    refocus.current = focusOn;
    move(id, to.beforeId);
  }

  const { drag, ghost, begin } = usePointerDrag((id, { beforeId }) => {
    if (isElsewhere(id, beforeId)) move(id, beforeId);
  });

  /** Not where it stands already; and behind the last of those shown is no place while there are more. */
  function isElsewhere(id: string, beforeId: string | null): boolean {
    const next = items[items.findIndex((item) => item.id === id) + 1]?.id ?? null;
    return beforeId !== next && (beforeId !== null || !hasMore);
  }

  function edgeOf(id: string): DropEdge | undefined {
    if (!drag?.over || !isElsewhere(drag.id, drag.over.beforeId)) return undefined;
    if (drag.over.beforeId === id) return 'before';
    return drag.over.beforeId === null && id === items.at(-1)?.id ? 'after' : undefined;
  }

  return {
    announcement,
    step,
    drag,
    ghost,
    edgeOf,
    dragged: drag?.id ?? null,
    handleProps: (id: string) => ({
      'data-move': id,
      onPointerDown: (event: PointerEvent<HTMLElement>) =>
        begin(event, { id, name: items.find((item) => item.id === id)?.name ?? '' }),
    }),
    rowProps: (id: string) => ({ 'data-row': id }),
    listProps: { 'data-drop': 'order' },
  };
}

export type Arrangement = ReturnType<typeof useArrangement>;
