import type { Page } from '@/widget/core/chat-types';
import type { Cancel, Clock } from '@/widget/core/clock';

const gatherMs = 1000;

/** Tells the agent which page the visitor is on, once there is an agent to tell and each time it changes. */
export function createPageReport(clock: Clock, isWanted: () => boolean, tell: (page: Page) => Promise<void>) {
  let page: Page | null = null;
  let told: Page | null = null;
  let cancel: Cancel | null = null;

  const flush = (): void => {
    cancel = null;
    if (!page || page === told || !isWanted()) return;
    const telling = page;
    told = telling;
    tell(telling).catch(() => {
      // Not worth insisting: the next page, or the next report, says it again.
      if (told === telling) told = null;
    });
  };

  const report = (): void => {
    cancel ??= clock.after(gatherMs, flush);
  };

  return {
    set(next: Page): void {
      if (page && page.url === next.url && page.title === next.title) return;
      page = next;
      report();
    },
    report,
    stop: () => cancel?.(),
  };
}
