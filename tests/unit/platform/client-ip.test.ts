import { describe, expect, test } from 'vitest';
import { clientIp } from '@/lib/platform/client-ip';

const from = (chain: string | null, proxies: number): string =>
  clientIp(new Headers(chain === null ? {} : { 'x-forwarded-for': chain }), proxies);

describe('the caller’s address', () => {
  test('is the last one a trusted proxy wrote, whatever the caller put in front', () => {
    expect(from('6.6.6.6, 1.2.3.4', 1)).toBe('1.2.3.4');
    expect(from('6.6.6.6, 1.2.3.4, 10.0.0.1', 2)).toBe('1.2.3.4');
  });

  test('is the only one there is when the chain is shorter than told', () => {
    expect(from('1.2.3.4', 2)).toBe('1.2.3.4');
  });

  test('is one bucket for all where nothing is known', () => {
    expect(from(null, 1)).toBe('unknown');
    expect(from(' , ', 1)).toBe('unknown');
  });
});
