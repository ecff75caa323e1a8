'use client';

import { useTranslations } from 'next-intl';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { stepTarget } from '@/lib/platform/arrange';

export type DropEdge = 'before' | 'after';

type Arranged = { id: string; name: string };

/** Rearranging by arrow keys, arrow buttons and dragging; announced for those who do not see it. */
export function useArrangement(
  items: readonly Arranged[],
  onMove: (id: string, beforeId: string | null) => void,
) {
  const t = useTranslations('people.order');
  const [announcement, setAnnouncement] = useState('');
  const [dragged, setDragged] = useState<string | null>(null);
  const [target, setTarget] = useState<{ id: string; edge: DropEdge } | null>(null);
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

  function drop(): void {
    const at = items.findIndex(({ id }) => id === target?.id);
    if (dragged !== null && target && at !== -1 && target.id !== dragged) {
      const beforeId = target.edge === 'before' ? target.id : (items[at + 1]?.id ?? null);
      if (beforeId !== dragged) move(dragged, beforeId);
    }
    setDragged(null);
    setTarget(null);
  }

  return {
    announcement,
    step,
    dragged,
    edgeOf: (id: string): DropEdge | undefined =>
      target?.id === id && dragged !== id ? target.edge : undefined,
    handleProps: (id: string) => ({
      draggable: true,
      onDragStart: (event: DragEvent<HTMLElement>) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', id);
        const row = event.currentTarget.closest<HTMLElement>('tr, li');
        if (row) event.dataTransfer.setDragImage(row, 16, row.offsetHeight / 2);
        setDragged(id);
      },
      onDragEnd: () => {
        setDragged(null);
        setTarget(null);
      },
    }),
    rowProps: (id: string) => ({
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (dragged === null) return;
        event.preventDefault();
        const { top, height } = event.currentTarget.getBoundingClientRect();
        const edge = event.clientY < top + height / 2 ? 'before' : 'after';
        if (target?.id !== id || target.edge !== edge) setTarget({ id, edge });
      },
      onDrop: (event: DragEvent<HTMLElement>) => {
        event.preventDefault();
        drop();
      },
    }),
  };
}

export type Arrangement = ReturnType<typeof useArrangement>;
