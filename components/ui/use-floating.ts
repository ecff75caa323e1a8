'use client';

import { type RefObject, type ToggleEvent, useCallback } from 'react';

export type Placement = {
  side?: 'top' | 'bottom' | undefined;
  align?: 'start' | 'end' | undefined;
  offsetPx?: number | undefined;
};

const MARGIN_PX = 8;
/** With less room than this, the other side is taken where it has more. */
const ROOM_PX = 240;

/**
 * Places a native popover beside what opened it, just before it is shown. Only the opener's edges are needed: the
 * popover hangs on one of them and grows away from it, up to the edge of the window.
 */
export function useFloating(opener: RefObject<HTMLElement | null>, { side, align, offsetPx = 6 }: Placement) {
  return useCallback(
    (event: ToggleEvent<HTMLElement>) => {
      if (event.newState !== 'open' || !opener.current) return;
      const edges = opener.current.getBoundingClientRect();
      const { clientWidth: width, clientHeight: height } = document.documentElement;
      const isRtl = getComputedStyle(opener.current).direction === 'rtl';
      const hangsLeft = (align === 'end') === isRtl;
      const { style } = event.currentTarget;
      style.inset = 'auto';
      const above = edges.top;
      const below = height - edges.bottom;
      const [room, otherRoom] = side === 'top' ? [above, below] : [below, above];
      const isAbove = (side === 'top') !== (room < ROOM_PX && otherRoom > room);
      if (isAbove) style.bottom = `${height - edges.top + offsetPx}px`;
      else style.top = `${edges.bottom + offsetPx}px`;
      if (hangsLeft) style.left = `${Math.max(MARGIN_PX, edges.left)}px`;
      else style.right = `${Math.max(MARGIN_PX, width - edges.right)}px`;
      style.maxHeight = `${(isAbove ? above : below) - offsetPx - MARGIN_PX}px`;
      style.maxWidth = `${(hangsLeft ? width - edges.left : edges.right) - MARGIN_PX}px`;
    },
    [opener, side, align, offsetPx],
  );
}
