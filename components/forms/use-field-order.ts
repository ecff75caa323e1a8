'use client';

import { useTranslations } from 'next-intl';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { moved } from '@/lib/forms/editing';
import { type FormField, inLanguage } from '@/lib/forms/fields';

/** Fields change places by dragging, by the arrow keys on the handle, and by two arrows; each move is said aloud. */
export function useFieldOrder(
  fields: readonly FormField[],
  onChange: (fields: FormField[]) => void,
  language: string,
) {
  const t = useTranslations('forms.order');
  const [announcement, setAnnouncement] = useState('');
  const [dragged, setDragged] = useState<number | null>(null);
  const [target, setTarget] = useState<number | null>(null);
  const refocus = useRef<string | null>(null);

  // A card that is moved in the page loses the focus.
  useEffect(() => {
    if (refocus.current === null || fields.length === 0) return;
    document.querySelector<HTMLElement>(`[data-move="${refocus.current}"]`)?.focus();
    refocus.current = null;
  }, [fields]);

  const move = (from: number, to: number): void => {
    if (to < 0 || to >= fields.length || from === to) return;
    onChange(moved(fields, from, to));
    const label = inLanguage(fields[from]?.label, language) || t('unnamed');
    setAnnouncement(t('moved', { label, place: to + 1 }));
  };

  return {
    announcement,
    isTarget: (place: number) => target === place && dragged !== null && dragged !== place,
    step(place: number, by: -1 | 1, focusOn: string): void {
      refocus.current = focusOn;
      move(place, place + by);
    },
    handleProps: (place: number) => ({
      draggable: true,
      onDragStart: (event: DragEvent<HTMLElement>) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', String(place));
        setDragged(place);
      },
      onDragEnd: () => {
        setDragged(null);
        setTarget(null);
      },
    }),
    cardProps: (place: number) => ({
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (dragged === null) return;
        event.preventDefault();
        setTarget(place);
      },
      onDrop: (event: DragEvent<HTMLElement>) => {
        event.preventDefault();
        if (dragged !== null) move(dragged, place);
        setDragged(null);
        setTarget(null);
      },
    }),
  };
}

export type FieldOrder = ReturnType<typeof useFieldOrder>;
