'use client';

import { useState } from 'react';

/** Which rows are chosen; Shift takes all between the last one clicked and this one. */
export function useSelection(ids: readonly string[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [anchor, setAnchor] = useState<string | null>(null);
  // Rows that are gone are not chosen.
  const selected = ids.filter((id) => chosen.has(id));

  function toggle(id: string, isRange: boolean): void {
    const next = new Set(selected);
    const isOn = !next.has(id);
    const from = anchor === null ? -1 : ids.indexOf(anchor);
    const to = ids.indexOf(id);
    const range = isRange && from !== -1 ? ids.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
    for (const one of range) {
      if (isOn) next.add(one);
      else next.delete(one);
    }
    setChosen(next);
    setAnchor(id);
  }

  return {
    selected,
    isSelected: (id: string) => chosen.has(id),
    isAll: ids.length > 0 && selected.length === ids.length,
    toggle,
    toggleAll: () => setChosen(new Set(selected.length === ids.length ? [] : ids)),
    clear: () => setChosen(new Set()),
  };
}
