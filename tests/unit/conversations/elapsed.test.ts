import { describe, expect, it } from 'vitest';
import { elapsed } from '@/lib/conversations/elapsed';

const now = Date.parse('2030-01-15T12:00:00Z');

describe('how long somebody has waited', () => {
  it.each([
    ['2030-01-15T11:59:15Z', '0:45'],
    ['2030-01-15T11:47:57Z', '12:03'],
    ['2030-01-15T10:57:27Z', '1:02:33'],
  ])('counts from %s', (since, expected) => {
    expect(elapsed(since, now)).toBe(expected);
  });
});
