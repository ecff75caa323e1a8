'use client';

import { ChevronDown, ChevronUp, GripVertical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Arrangement } from '@/components/people/use-arrangement';

const arrowClasses =
  'grid h-4 w-5 place-items-center rounded-sm text-muted-foreground enabled:hover:bg-hover enabled:hover:text-foreground disabled:opacity-30 pointer-coarse:size-7';

type OrderHandleProps = {
  id: string;
  nickname: string;
  isFirst: boolean;
  isLast: boolean;
  arrangement: Arrangement;
};

/** Drag it, or press the arrow keys on it; the two arrows do the same by click. */
export function OrderHandle({ id, nickname, isFirst, isLast, arrangement }: OrderHandleProps) {
  const t = useTranslations('people.order');
  const { step, handleProps } = arrangement;
  return (
    <span className="inline-flex items-center">
      <button
        type="button"
        aria-label={t('handle', { nickname })}
        title={t('handleTitle')}
        className="grid h-8 w-5 cursor-grab touch-none place-items-center rounded-sm text-muted-foreground hover:bg-hover hover:text-foreground active:cursor-grabbing pointer-coarse:h-14 pointer-coarse:w-6"
        onKeyDown={(event) => {
          const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
          if (by === null) return;
          event.preventDefault();
          step(id, by, id);
        }}
        {...handleProps(id)}
      >
        <GripVertical aria-hidden className="size-4" />
      </button>
      <span className="grid">
        <button
          type="button"
          data-move={`${id}-up`}
          disabled={isFirst}
          aria-label={t('up', { nickname })}
          className={arrowClasses}
          onClick={() => step(id, -1, `${id}-up`)}
        >
          <ChevronUp aria-hidden className="size-3.5" />
        </button>
        <button
          type="button"
          data-move={`${id}-down`}
          disabled={isLast}
          aria-label={t('down', { nickname })}
          className={arrowClasses}
          onClick={() => step(id, 1, `${id}-down`)}
        >
          <ChevronDown aria-hidden className="size-3.5" />
        </button>
      </span>
    </span>
  );
}
