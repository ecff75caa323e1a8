import type { RefObject } from 'react';
import type { Drag } from '@/components/shared/use-pointer-drag';

type DragGhostProps = { drag: Drag | null; ghost: RefObject<HTMLDivElement | null> };

/** The name of what is dragged, at the pointer. */
export function DragGhost({ drag, ghost }: DragGhostProps) {
  if (!drag) return null;
  return (
    <div
      aria-hidden
      ref={ghost}
      className="pointer-events-none fixed start-0 top-0 z-50 rounded-md border border-border bg-surface px-3 py-1.5 font-medium shadow-card"
    >
      {drag.name}
    </div>
  );
}
