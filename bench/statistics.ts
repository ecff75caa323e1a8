/** The value below which this share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('There is nothing to take a percentile of.');
  return value;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

export type Spread = { p50: number; p95: number; count: number };

export const spreadOf = (samples: readonly number[]): Spread => ({
  p50: percentile(samples, 0.5),
  p95: percentile(samples, 0.95),
  count: samples.length,
});

/** Several runs of one measurement: the median of their medians, so that one disturbed run does not decide. */
export const spreadOfRuns = (runs: readonly number[][]): Spread => ({
  p50: median(runs.map((run) => percentile(run, 0.5))),
  p95: median(runs.map((run) => percentile(run, 0.95))),
  count: runs.reduce((sum, run) => sum + run.length, 0),
});
