export type Cancel = () => void;

/** Time, delays and chance as a value, so that tests move and repeat them by hand. */
export interface Clock {
  now(): number;
  after(delayMs: number, run: () => void): Cancel;
  /** From 0 up to, but not, 1. */
  random(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, run) {
    const handle = setTimeout(run, delayMs);
    return () => clearTimeout(handle);
  },
  random: () => Math.random(),
};
