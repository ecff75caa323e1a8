import type { Cancel, Clock } from '@/widget/core/clock';
import { refusalCode } from '@/widget/core/failure';
import { retryDelayMs } from '@/widget/core/retry-delay';

export type ThreadFetchOptions = {
  clock: Clock;
  /** Fetches what follows the cursor; true when there is more. */
  fetchPage(conversationId: string): Promise<boolean>;
  onPage(): void;
  /** The conversation is not the visitor's any more. */
  onRefused(conversationId: string): void;
};

type Fetch = { isWanted: boolean; attempt: number; cancelRetry: Cancel | null };

/**
 * Fetches one conversation at a time at most once, and once more when it was asked for meanwhile: the last
 * answer was then given after the last reason to ask, so nothing older overwrites it.
 */
export function createThreadFetch({ clock, fetchPage, onPage, onRefused }: ThreadFetchOptions) {
  const fetches = new Map<string, Fetch>();

  const fetch = async (id: string): Promise<void> => {
    const running = fetches.get(id);
    if (running) {
      running.isWanted = true;
      if (!running.cancelRetry) return;
      running.cancelRetry();
    }
    const mine: Fetch = { isWanted: true, attempt: running?.attempt ?? 0, cancelRetry: null };
    fetches.set(id, mine);
    try {
      while (mine.isWanted) {
        mine.isWanted = false;
        if (await fetchPage(id)) mine.isWanted = true;
        onPage();
      }
      fetches.delete(id);
    } catch (error) {
      if (refusalCode(error) !== null) {
        fetches.delete(id);
        onRefused(id);
        return;
      }
      mine.attempt += 1;
      mine.cancelRetry = clock.after(retryDelayMs(mine.attempt, clock.random), () => void fetch(id));
    }
  };

  return {
    fetch,
    stop(): void {
      for (const { cancelRetry } of fetches.values()) cancelRetry?.();
    },
  };
}
