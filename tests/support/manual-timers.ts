import type { Timers } from '@/lib/platform/timers';

export interface ManualTimers extends Timers {
  /** Moves time forward, running what falls due in order, and lets promises settle in between. */
  advance(ms: number): Promise<void>;
}

export function manualTimers(startAt = Date.UTC(2030, 0, 15, 9, 0)): ManualTimers {
  let now = startAt;
  let nextId = 0;
  const waiting = new Map<number, { at: number; run: () => void }>();

  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };

  return {
    now: () => now,
    after(delayMs, run) {
      const id = nextId++;
      waiting.set(id, { at: now + delayMs, run });
      return () => waiting.delete(id);
    },
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (;;) {
        const due = [...waiting]
          .filter(([, timer]) => timer.at <= until)
          .sort(([idA, a], [idB, b]) => a.at - b.at || idA - idB)[0];
        if (!due) break;
        const [id, timer] = due;
        waiting.delete(id);
        now = Math.max(now, timer.at);
        timer.run();
        await settle();
      }
      now = until;
    },
  };
}
