import type { SiteStatus } from '@/widget/core/chat-types';
import type { Cancel, Clock } from '@/widget/core/clock';

const askApartMs = 60_000;

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

  const schedule = (): void => {
    cancel = clock.after(Math.max(0, askedAt + askApartMs - clock.now()), () => {
      askedAt = clock.now();
      ask()
        .then((next) => {
          status = next;
          onChange();
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
