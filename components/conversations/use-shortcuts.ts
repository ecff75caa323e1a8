'use client';

import { useEffect, useEffectEvent } from 'react';

export interface Shortcuts {
  move(step: 1 | -1): void;
  accept(): void;
  close(): void;
  transfer(): void;
  note(): void;
  reply(): void;
  back(): void;
}

export function isTypingTarget(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Closed ones may stay in the document; what has no box is not there. */
function isBehindDialog(): boolean {
  const floating = document.querySelectorAll('[role="dialog"], [role="alertdialog"], [role="menu"]');
  return [...floating].some((element) => element.getClientRects().length > 0);
}

/** Single keys, while nobody types and nothing lies above the inbox. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTypingTarget(event.target) || isBehindDialog()) return;
    const run = actionOf(event);
    if (!run) return;
    event.preventDefault();
    run();
  });

  const actionOf = ({ key, target }: KeyboardEvent): (() => void) | undefined => {
    // Arrows belong to tabs and to scrolling; in the list they move like J and K.
    const isInList = target instanceof Element && target.closest('[data-conversation]') !== null;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      return isInList ? () => shortcuts.move(key === 'ArrowDown' ? 1 : -1) : undefined;
    }
    const actions: Record<string, () => void> = {
      j: () => shortcuts.move(1),
      k: () => shortcuts.move(-1),
      a: shortcuts.accept,
      e: shortcuts.close,
      t: shortcuts.transfer,
      n: shortcuts.note,
      r: shortcuts.reply,
      Escape: shortcuts.back,
    };
    return actions[key];
  };

  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
