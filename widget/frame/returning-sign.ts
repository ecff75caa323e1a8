/** Where the frame has a storage of its own, the page keeps only the sign to load it early. */
export function createReturningSign(initial: string, keep: (text: string) => void) {
  let kept = initial;
  return (isReturning: boolean): void => {
    const next = isReturning ? '1' : '';
    if (next !== kept) keep(next);
    kept = next;
  };
}
