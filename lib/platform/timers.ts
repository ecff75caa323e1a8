export type Cancel = () => void;

/** Time and delays as a value, so that tests move them by hand. */
export interface Timers {
  now(): number;
  after(delayMs: number, run: () => void): Cancel;
}

export const systemTimers: Timers = {
  now: () => Date.now(),
  after(delayMs, run) {
    const handle = setTimeout(run, delayMs);
    return () => clearTimeout(handle);
  },
};
