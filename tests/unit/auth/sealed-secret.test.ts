import { describe, expect, test } from 'vitest';
import { openSecret, sealSecret } from '@/lib/auth/second-factor/sealed-secret';

const [OLD, NEW] = ['an old key that is long enough to be one', 'a new key that is long enough to be one'];
const SECRET = 'JBSWY3DPEHPK3PXP';

describe('the secret of a second factor, as the database keeps it [U25]', () => {
  test('opens with the key it was sealed with, and does not show', () => {
    const sealed = sealSecret(SECRET, 'ada', [OLD]);
    expect(sealed).not.toContain(SECRET);
    expect(openSecret(sealed, 'ada', [OLD])).toBe(SECRET);
    expect(sealSecret(SECRET, 'ada', [OLD])).not.toBe(sealed);
  });

  test('still opens when a new key stands in front of the old one, which seals no more', () => {
    expect(openSecret(sealSecret(SECRET, 'ada', [OLD]), 'ada', [NEW, OLD])).toBe(SECRET);
    expect(() => openSecret(sealSecret(SECRET, 'ada', [NEW, OLD]), 'ada', [OLD])).toThrow('ENCRYPTION_KEY');
  });

  test('opens neither for somebody else, nor changed, nor when it was never sealed', () => {
    const sealed = sealSecret(SECRET, 'ada', [OLD]);
    expect(() => openSecret(sealed, 'bob', [OLD])).toThrow('ENCRYPTION_KEY');
    const changed = `${sealed.slice(0, -4)}${sealed.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
    expect(() => openSecret(changed, 'ada', [OLD])).toThrow('ENCRYPTION_KEY');
    for (const other of [SECRET, '', 'v1.', 'v2.AAAA']) {
      expect(() => openSecret(other, 'ada', [OLD])).toThrow('no sealed secret');
    }
  });
});
