import type { Clock } from '@/widget/core/clock';
import { type KeyStore, keys } from '@/widget/core/key-store';

/** Who was away for longer comes for another visit. */
const awayMs = 30 * 60_000;

export type Visit = ReturnType<typeof createVisit>;

/** Counts visits and the time on a page, in this browser alone: nobody is told before the visitor acts. */
export function createVisit(store: KeyStore, clock: Clock) {
  const [, count, seenAt] = /^(\d{1,6}) (\d+)$/.exec(store.get(keys.visits) ?? '') ?? [];
  const number = Number(count ?? 0) + (clock.now() - Number(seenAt ?? 0) < awayMs ? 0 : 1);
  let page: string | null = null;
  let pageAt = clock.now();

  return {
    number,
    /** Somebody is there, on this page. */
    seen(url: string | null): void {
      if (page !== null && url !== page) pageAt = clock.now();
      page = url;
      store.set(keys.visits, `${number} ${clock.now()}`);
    },
    seconds: () => Math.max(0, Math.round((clock.now() - pageAt) / 1000)),
  };
}
