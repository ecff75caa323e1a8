import type { Cancel, Clock } from '@/widget/core/clock';

const tellEveryMs = 3000;
const idleAfterMs = 5000;
const believeForMs = 6000;

/** Tells the agent that the visitor is typing: at most once in three seconds, and once when it stops. */
export function createTypingSignal(clock: Clock, tell: (conversationId: string, isTyping: boolean) => void) {
  let conversation: string | null = null;
  let toldAt = Number.NEGATIVE_INFINITY;
  let cancelIdle: Cancel | null = null;

  const stop = (): void => {
    cancelIdle?.();
    cancelIdle = null;
    if (conversation !== null) tell(conversation, false);
    conversation = null;
  };

  return {
    typed(conversationId: string): void {
      if (conversation !== null && conversation !== conversationId) stop();
      cancelIdle?.();
      cancelIdle = clock.after(idleAfterMs, stop);
      if (conversation === conversationId && clock.now() - toldAt < tellEveryMs) return;
      // Stopping and starting again must not make it more often either.
      if (conversation === null && clock.now() - toldAt < tellEveryMs) return;
      conversation = conversationId;
      toldAt = clock.now();
      tell(conversationId, true);
    },
    stop,
    /** The message itself says it: nothing more is sent. */
    sent(): void {
      cancelIdle?.();
      cancelIdle = null;
      conversation = null;
    },
  };
}

/** Whether an agent is typing, believed for a few seconds: the hint that it stopped may be lost. */
export function createTypingMark(clock: Clock, onChange: () => void) {
  let conversation: string | null = null;
  let cancel: Cancel | null = null;

  const set = (next: string | null): void => {
    cancel?.();
    cancel = next === null ? null : clock.after(believeForMs, () => set(null));
    if (next === conversation) return;
    conversation = next;
    onChange();
  };

  return {
    isTyping: (conversationId: string | null) => conversationId !== null && conversation === conversationId,
    hear(conversationId: string, isTyping: boolean): void {
      if (isTyping) set(conversationId);
      else if (conversation === conversationId) set(null);
    },
    clear: () => set(null),
  };
}
