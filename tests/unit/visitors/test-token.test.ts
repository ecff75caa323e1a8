import { describe, expect, test } from 'vitest';
import { createTestToken, isTestToken, TEST_COOKIE_SECONDS } from '@/lib/visitors/test-token';

const KEY = 'a key only this test has';
const now = new Date('2030-01-15T09:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const token = createTestToken(KEY, 'site_1', now);

describe('the token of the page "Test my module" [U28]', () => {
  test('is good for its site until its time is over', () => {
    expect(isTestToken(KEY, 'site_1', token, now)).toBe(true);
    expect(isTestToken(KEY, 'site_1', token, later(TEST_COOKIE_SECONDS - 1))).toBe(true);
    expect(isTestToken(KEY, 'site_1', token, later(TEST_COOKIE_SECONDS))).toBe(false);
  });

  test('is no good for another site, with another key, or with a time of one’s own', () => {
    expect(isTestToken(KEY, 'site_2', token, now)).toBe(false);
    expect(isTestToken('another key', 'site_1', token, now)).toBe(false);
    const [, mac] = token.split('.');
    expect(isTestToken(KEY, 'site_1', `${later(1_000_000).getTime()}.${mac}`, now)).toBe(false);
    for (const text of ['', '.', 'x', `${token}x`, token.slice(1), token.replace('.', ',')])
      expect(isTestToken(KEY, 'site_1', text, now)).toBe(false);
  });
});
