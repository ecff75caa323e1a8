/** The same condition as in loader.css. */
export const smallScreen = matchMedia('(max-width:480px),(max-height:480px)');

let overflowBefore: string | undefined;

/**
 * Where the screen is small the panel fills it, and follows the part of it that a keyboard leaves visible.
 * Meanwhile the page behind does not scroll; otherwise it is left alone.
 */
export function placePanel({ style }: HTMLElement, isOpen: boolean): void {
  const view = visualViewport;
  const root = document.documentElement.style;
  const fills = isOpen && smallScreen.matches;
  // A page somebody has zoomed into is not covered anew.
  const follows = fills && view?.scale === 1;
  style.top = follows ? `${view.offsetTop}px` : '';
  style.height = follows ? `${view.height}px` : '';
  if (fills) {
    overflowBefore ??= root.overflow;
    root.overflow = 'hidden';
  } else if (overflowBefore !== undefined) {
    root.overflow = overflowBefore;
    overflowBefore = undefined;
  }
}
