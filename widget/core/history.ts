import type { ChatPhase } from '@/widget/core/chat-state';
import type { Conversation } from '@/widget/core/chat-types';
import type { Cancel, Clock } from '@/widget/core/clock';
import { refusalCode } from '@/widget/core/failure';
import { retryDelayMs } from '@/widget/core/retry-delay';

export type HistoryOptions = {
  clock: Clock;
  /** Whether somebody has written from this browser before; otherwise nothing is asked. */
  isKnown(): boolean;
  fetch(): Promise<Conversation[]>;
  onFound(conversations: Conversation[], isFirst: boolean): void;
  onChange(): void;
};

/** What was said before this page: asked for until it is answered, and again when there may be more. */
export function createHistory({ clock, isKnown, fetch, onFound, onChange }: HistoryOptions) {
  let phase: ChatPhase = 'idle';
  let attempt = 0;
  let cancelRetry: Cancel | null = null;

  const load = async (): Promise<void> => {
    if (!isKnown() || phase === 'loading') return;
    cancelRetry?.();
    cancelRetry = null;
    const isFirst = phase !== 'ready';
    if (isFirst) phase = 'loading';
    onChange();
    try {
      const found = await fetch();
      attempt = 0;
      phase = 'ready';
      onFound(found, isFirst);
    } catch (error) {
      // The secret named nobody: as if nobody had ever written.
      if (refusalCode(error) !== null) phase = 'idle';
      else {
        if (isFirst) phase = 'unreachable';
        attempt += 1;
        cancelRetry = clock.after(retryDelayMs(attempt, clock.random), () => void load());
      }
    }
    onChange();
  };

  return {
    phase: () => phase,
    load,
    /** A conversation was started here: there is a history now. */
    begin(): void {
      phase = 'ready';
    },
    stop: () => cancelRetry?.(),
  };
}
