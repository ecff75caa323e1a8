type Placed = { id: string };

/** The list with one of it before another; before null, or before what is not there, is the end. */
export function moveBefore<Item extends Placed>(
  items: readonly Item[],
  id: string,
  beforeId: string | null,
): Item[] {
  const moved = items.filter((item) => item.id === id);
  const others = items.filter((item) => item.id !== id);
  const at = others.findIndex((item) => item.id === beforeId);
  return at === -1 ? [...others, ...moved] : [...others.slice(0, at), ...moved, ...others.slice(at)];
}

/** Before what something stands after one step; undefined where there is no such step among those shown. */
export function stepTarget(
  items: readonly Placed[],
  id: string,
  step: -1 | 1,
): { beforeId: string | null } | undefined {
  const at = items.findIndex((item) => item.id === id);
  if (at === -1 || (step === -1 && at === 0) || (step === 1 && at === items.length - 1)) return undefined;
  return { beforeId: items[step === -1 ? at - 1 : at + 2]?.id ?? null };
}
