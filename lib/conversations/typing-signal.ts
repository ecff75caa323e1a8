import type { Cancel, Timers } from '@/lib/platform/timers';

const repeatMs = 3000;

export interface TypingSignal {
  /** Something was typed, or the field became empty. */
  typed(isEmpty: boolean): void;
  /** The message was sent or left: what arrives says enough, the next one starts anew. */
  reset(): void;
}

/** Tells at most every 3 seconds that somebody is typing, and once when they stop. */
export function createTypingSignal(tell: (isTyping: boolean) => void, timers: Timers): TypingSignal {
  let toldAt: number | null = null;
  let cancelStop: Cancel | null = null;

  const stop = () => {
    cancelStop?.();
    cancelStop = null;
    if (toldAt === null) return;
    toldAt = null;
    tell(false);
  };

  return {
    typed(isEmpty) {
      if (isEmpty) return stop();
      cancelStop?.();
      cancelStop = timers.after(repeatMs * 2, stop);
      if (toldAt !== null && timers.now() - toldAt < repeatMs) return;
      toldAt = timers.now();
      tell(true);
    },
    reset() {
      cancelStop?.();
      cancelStop = null;
      toldAt = null;
    },
  };
}
