import type { HostPage } from '@/widget/protocol';

/** Pages set their title after they changed the address. */
const settleMs = 400;

/** The page as an agent may see it: where, without the fragment, and its title. */
export function currentPage(): HostPage {
  const { origin, pathname, search } = location;
  return { url: origin + pathname + search, title: document.title };
}

/**
 * Calls back when the page may have changed without being loaded anew. Browsers without the Navigation API
 * announce that to nobody, so there the two functions that do it are wrapped; wrapped they stay, since
 * somebody else may have wrapped them since.
 */
export function watchPage(
  onChange: () => void,
  listen: (target: EventTarget, type: string, run: () => void) => void,
): void {
  const later = () => setTimeout(onChange, settleMs);
  const { navigation } = window as { navigation?: EventTarget };
  listen(navigation ?? window, navigation ? 'currententrychange' : 'popstate', later);
  if (navigation) return;
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = (...args) => {
      original.apply(history, args);
      later();
    };
  }
}
