import { describe, expect, test } from 'vitest';
import { createProcessRateLimit } from '@/lib/platform/process-rate-limit';

function limited(subjectsMax = 100) {
  let seconds = 0;
  const hit = createProcessRateLimit({
    max: 3,
    windowSeconds: 60,
    subjectsMax,
    clock: () => new Date(seconds * 1000),
  });
  const isRefused = (subject: string): boolean => {
    try {
      hit(subject);
      return false;
    } catch (error) {
      expect(error).toMatchObject({ code: 'too_many_attempts', status: 429 });
      return true;
    }
  };
  return {
    isRefused,
    times: (subject: string, count: number) => Array.from({ length: count }, () => isRefused(subject)),
    at: (now: number) => {
      seconds = now;
    },
  };
}

describe('a limit counted in the process', () => {
  test('refuses one who came too often, and nobody else', () => {
    const { times } = limited();
    expect(times('one', 5)).toEqual([false, false, false, true, true]);
    expect(times('other', 3)).toEqual([false, false, false]);
  });

  test('is forgotten with its window', () => {
    const { times, at } = limited();
    expect(times('one', 4)).toContain(true);
    at(59);
    expect(times('one', 1)).toEqual([true]);
    at(60);
    expect(times('one', 4)).toEqual([false, false, false, true]);
  });

  test('takes a bounded place, and keeps whoever goes on knocking', () => {
    const { times, isRefused } = limited(10);
    times('loud', 3);
    for (let n = 0; n < 100; n += 1) {
      expect(isRefused('loud'), `after ${n} others`).toBe(true);
      isRefused(`other ${n}`);
    }
  });
});
