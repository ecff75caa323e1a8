import type { SiteStatus } from '@/widget/core/chat-types';
import type { Cancel, Clock } from '@/widget/core/clock';

const askApartMs = 60_000;
/** The server's clock should have come to it too. */
const graceMs = 250;

export type SiteWatchOptions = {
  clock: Clock;
  initial: SiteStatus;
  ask(): Promise<SiteStatus>;
  onChange(): void;
};

/** Who would answer now, kept fresh for as long as somebody looks. */
export function createSiteWatch({ clock, initial, ask, onChange }: SiteWatchOptions) {
  let status = initial;
  let askedAt = clock.now();
  let cancel: Cancel | null = null;

  /** Asks in a minute, or when it opens or closes before that. */
  const schedule = (): void => {
    const now = clock.now();
    const { opens_at, closes_at } = status.hours;
    const turnMs = Date.parse(opens_at ?? closes_at ?? '') + graceMs - now;
    const waitMs = Math.max(0, askedAt + askApartMs - now);
    cancel?.();
    cancel = clock.after(turnMs > 0 ? Math.min(turnMs, waitMs) : waitMs, () => {
      askedAt = clock.now();
      ask()
        .then((next) => {
          status = next;
          onChange();
          if (cancel) schedule();
        })
        // What was last known is better than nothing.
        .catch(() => undefined);
      schedule();
    });
  };

  return {
    get: () => status,
    watch(isWatched: boolean): void {
      cancel?.();
      cancel = null;
      if (isWatched) schedule();
    },
    stop: () => cancel?.(),
  };
}
