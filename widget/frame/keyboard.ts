const focusable = 'a[href], button:not(:disabled), textarea, [tabindex="0"]';

function isVisible(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}

/**
 * Escape closes the chat, unless a dialog in it takes it first. Where the chat fills the screen, Tab goes
 * round inside: what is behind cannot be seen.
 */
export function handleKeys(isFullScreen: () => boolean, onClose: () => void): void {
  document.addEventListener('keydown', (event) => {
    if (document.querySelector('dialog[open]')) return;
    if (event.key === 'Escape' && !event.isComposing) onClose();
    if (event.key !== 'Tab' || !isFullScreen()) return;
    const all = [...document.querySelectorAll<HTMLElement>(focusable)].filter(isVisible);
    const [first] = all;
    const last = all.at(-1);
    const leaves =
      document.activeElement === (event.shiftKey ? first : last) || document.activeElement === document.body;
    if (!leaves) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  });
}
