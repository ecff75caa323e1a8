'use client';

import { type DragEvent, useState } from 'react';
import { z } from 'zod';
import type { Person } from '@/components/people/groups/use-circles';

/** What is dragged: a kind of data no other page hands out. */
const DRAG_TYPE = 'application/x-foyer-member';
const dragged = z.object({ id: z.uuid(), nickname: z.string() });

export function startPersonDrag(event: DragEvent, { id, nickname }: Person): void {
  event.dataTransfer.effectAllowed = 'copy';
  event.dataTransfer.setData(DRAG_TYPE, JSON.stringify({ id, nickname }));
}

/** For what people are dropped on. */
export function usePersonDrop(onAdd: (person: Person) => void) {
  const [isOver, setOver] = useState(false);
  const props = {
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (!event.dataTransfer.types.includes(DRAG_TYPE)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    },
    onDragLeave: (event: DragEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      if (!event.dataTransfer.types.includes(DRAG_TYPE)) return;
      event.preventDefault();
      setOver(false);
      const person = dragged.safeParse(parse(event.dataTransfer.getData(DRAG_TYPE)));
      if (person.success) onAdd(person.data);
    },
  };
  return { isOver, props };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
