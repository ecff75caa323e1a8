import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CallWindow } from '@/embedded/realtime/call-window';
import { RollingRate } from '@/embedded/realtime/rolling-rate';

describe('the rolling rate', () => {
  test('is an average over a minute, so a burst passes', () => {
    const rate = new RollingRate(10, () => 0);
    rate.add(600);
    expect(rate.averagePerSecond()).toBe(10);
    expect(rate.exceeded()).toBe(false);
    rate.add();
    expect(rate.exceeded()).toBe(true);
  });

  test('forgets what is older than a minute', () => {
    let now = 1_000;
    const rate = new RollingRate(1, () => now);
    rate.add(120);
    expect(rate.exceeded()).toBe(true);
    now += 55_000;
    expect(rate.averagePerSecond()).toBe(2);
    now += 5_000;
    expect(rate.averagePerSecond()).toBe(0);
  });

  test('starts anew after a long silence', () => {
    let now = 0;
    const rate = new RollingRate(1, () => now);
    rate.add(1_000);
    now += 86_400_000;
    rate.add(6);
    expect(rate.averagePerSecond()).toBe(0.1);
  });

  test('counts what a plain sum over the last twelve ticks counts', () => {
    const arrival = fc.record({ afterMs: fc.nat(40_000), count: fc.nat(100) });
    fc.assert(
      fc.property(fc.array(arrival), (arrivals) => {
        let now = 0;
        const rate = new RollingRate(1, () => now);
        const seen: { tick: number; count: number }[] = [];
        for (const { afterMs, count } of arrivals) {
          now += afterMs;
          rate.add(count);
          seen.push({ tick: Math.floor(now / 5_000), count });
        }
        const oldest = Math.floor(now / 5_000) - 11;
        const sum = seen.reduce((total, { tick, count }) => (tick >= oldest ? total + count : total), 0);
        expect(rate.averagePerSecond()).toBeCloseTo(sum / 60);
      }),
    );
  });
});

describe('the call window', () => {
  test('allows so many calls, then none until it ends', () => {
    let now = 0;
    const calls = new CallWindow(2, 1_000, () => now);
    expect([calls.take(), calls.take(), calls.take()]).toEqual([true, true, false]);
    now = 1_000;
    expect(calls.take()).toBe(false);
    now = 1_001;
    expect([calls.take(), calls.take(), calls.take()]).toEqual([true, true, false]);
  });
});
