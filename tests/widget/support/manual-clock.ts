import type { Clock } from '@/widget/core/clock';

export interface ManualClock extends Clock {
  /** Moves time forward, running what falls due in order; everything promised meanwhile settles. */
  advance(ms: number): Promise<void>;
}

/** A macrotask: by then every chain of promises that waits for nothing outside has come to its end. */
const settle = () => new Promise<void>((done) => setImmediate(done));

/** Time stands still until it is moved. Chance is a fixed sequence, so a run can be repeated. */
export function manualClock(startAt = Date.UTC(2030, 0, 15, 9, 0)): ManualClock {
  let now = startAt;
  let nextId = 0;
  let chance = 0;
  const waiting = new Map<number, { at: number; run: () => void }>();

  return {
    now: () => now,
    random() {
      chance = (chance + 0.381_966) % 1;
      return chance;
    },
    after(delayMs, run) {
      const id = nextId++;
      waiting.set(id, { at: now + delayMs, run });
      return () => waiting.delete(id);
    },
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (;;) {
        let due: [number, { at: number; run: () => void }] | undefined;
        for (const entry of waiting) {
          if (entry[1].at <= until && (!due || entry[1].at < due[1].at)) due = entry;
        }
        if (!due) break;
        waiting.delete(due[0]);
        now = Math.max(now, due[1].at);
        due[1].run();
        await settle();
      }
      now = until;
      await settle();
    },
  };
}
