'use client';

import { type PointerEvent as ReactPointerEvent, useEffect, useRef, useState } from 'react';

const STARTS_AFTER_PX = 5;
/** How near an edge scrolls: the page has bars at its own. */
const EDGE_PX = { list: 36, page: 88 };
const SCROLL_PX = 9;

export type DropPlace = { list: string; beforeId: string | null };
export type Drag = { id: string; name: string; over: DropPlace | null };

/**
 * Dragging by pointer events, so that a finger and a pen drag as a mouse does. Lists carry data-drop, with data-end
 * for what comes below the rows shown; rows carry data-row, handles data-move.
 */
export function usePointerDrag(onDrop: (id: string, place: DropPlace) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const ghost = useRef<HTMLDivElement>(null);
  const drop = useRef(onDrop);
  useEffect(() => {
    drop.current = onDrop;
  }, [onDrop]);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  function begin(event: ReactPointerEvent<HTMLElement>, { id, name }: { id: string; name: string }): void {
    const target = event.target as Element;
    const isHandle = target.closest('[data-move]') !== null;
    // A finger on the row scrolls the list; only the handle drags.
    const isMeant =
      isHandle || (event.pointerType === 'mouse' && !target.closest('button, a, input, [popover]'));
    if (event.button !== 0 || !isMeant) return;
    const from = { x: event.clientX, y: event.clientY };
    const at = { ...from };
    const origin = target.closest('[data-drop]');
    let isDragging = false;
    let over: DropPlace | null = null;
    let frame = 0;

    const follow = () => {
      scrollNear(at.y, listAt(at.x, at.y) ?? origin);
      const next = placeAt(at.x, at.y, id);
      // Drawn anew only when the place changes; what follows the pointer is moved by hand.
      if (frame === 0 || next?.list !== over?.list || next?.beforeId !== over?.beforeId) {
        setDrag({ id, name, over: next });
      }
      over = next;
      if (ghost.current) ghost.current.style.translate = `${at.x + 12}px ${at.y + 8}px`;
      frame = requestAnimationFrame(follow);
    };
    const onMove = (move: PointerEvent) => {
      at.x = move.clientX;
      at.y = move.clientY;
      if (isDragging || Math.hypot(at.x - from.x, at.y - from.y) < STARTS_AFTER_PX) return;
      isDragging = true;
      window.getSelection()?.removeAllRanges();
      follow();
    };
    const end = () => {
      cancelAnimationFrame(frame);
      aborter.abort();
      stop.current = null;
      setDrag(null);
    };
    const onUp = () => {
      if (isDragging) over = placeAt(at.x, at.y, id);
      end();
      if (isDragging && over) drop.current(id, over);
    };
    const aborter = new AbortController();
    const { signal } = aborter;
    window.addEventListener('pointermove', onMove, { signal });
    window.addEventListener('pointerup', onUp, { signal });
    window.addEventListener('pointercancel', end, { signal });
    window.addEventListener('keydown', (key) => key.key === 'Escape' && end(), { signal });
    window.addEventListener('selectstart', (select) => select.preventDefault(), { signal });
    stop.current = end;
  }

  return { drag, ghost, begin };
}

const listAt = (x: number, y: number): HTMLElement | null =>
  document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-drop]') ?? null;

/** Where in which list the pointer is. */
function placeAt(x: number, y: number, draggedId: string): DropPlace | null {
  const list = listAt(x, y);
  if (!list?.dataset.drop) return null;
  for (const row of list.querySelectorAll<HTMLElement>('[data-row]')) {
    const box = row.getBoundingClientRect();
    if (y < box.top + box.height / 2 && row.dataset.row !== draggedId) {
      return { list: list.dataset.drop, beforeId: row.dataset.row ?? null };
    }
  }
  return { list: list.dataset.drop, beforeId: list.dataset.end ?? null };
}

/** Whatever the list scrolls in, itself or the page, moves on while the pointer is near its edge. */
function scrollNear(y: number, list: Element | null): void {
  const box = scrollerOf(list);
  const isPage = box === document.scrollingElement;
  const { top, bottom } = isPage ? { top: 0, bottom: window.innerHeight } : box.getBoundingClientRect();
  const edge = isPage || box !== list ? EDGE_PX.page : EDGE_PX.list;
  if (y < top + edge) box.scrollTop -= SCROLL_PX;
  else if (y > bottom - edge) box.scrollTop += SCROLL_PX;
}

function scrollerOf(list: Element | null): Element {
  for (let box = list; box; box = box.parentElement) {
    if (box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY))
      return box;
  }
  return document.scrollingElement ?? document.documentElement;
}
