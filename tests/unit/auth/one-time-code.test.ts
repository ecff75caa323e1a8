import { describe, expect, test } from 'vitest';
import { groupSecret, newSecret, secretUri, stepOfCode } from '@/lib/auth/second-factor/one-time-code';
import { newRecoveryCodes } from '@/lib/auth/second-factor/recovery-codes';
import { givenCodeInput, givenRecoveryCodeInput, readAsCode } from '@/lib/auth/second-factor/schema';

/** "12345678901234567890", the secret of RFC 6238, appendix B; its codes there have eight digits, ours their last six. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);

describe('a code of the authenticator app [U25]', () => {
  test.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_234_567_890, '005924', 41_152_263],
    [2_000_000_000, '279037', 66_666_666],
  ])('at %d s is the one the standard gives', (seconds, code, step) => {
    expect(stepOfCode(SECRET, code, at(seconds), 0)).toBe(step);
  });

  test('counts one step before and one after its own, and no further', () => {
    for (const [seconds, step] of [
      [29, 1],
      [59, 1],
      [89, 1],
    ] as const)
      expect(stepOfCode(SECRET, '287082', at(seconds), 0)).toBe(step);
    expect(stepOfCode(SECRET, '287082', at(90), 0)).toBeNull();
    expect(stepOfCode(SECRET, '287082', at(1_000_000), 0)).toBeNull();
  });

  test('is not taken again, nor one of an earlier step', () => {
    expect(stepOfCode(SECRET, '287082', at(59), 1)).toBeNull();
    expect(stepOfCode(SECRET, '287082', at(89), 2)).toBeNull();
  });

  test('that is wrong, too short or too long is none', () => {
    for (const code of ['287083', '28708', '2870820', '', 'abcdef'])
      expect(stepOfCode(SECRET, code, at(59), 0)).toBeNull();
  });

  test('comes from a secret that is new each time and that an app can read', () => {
    const secret = newSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newSecret()).not.toBe(secret);
    expect(groupSecret(SECRET)).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ');
    const uri = new URL(secretUri(SECRET, 'ada@example.com'));
    expect(uri.protocol).toBe('otpauth:');
    expect(decodeURIComponent(uri.pathname)).toContain('Foyer:ada@example.com');
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      issuer: 'Foyer',
      secret: SECRET,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });

  test('may be typed and pasted with gaps', () => {
    for (const typed of ['123456', '123 456', ' 123-456 '])
      expect(givenCodeInput.parse({ code: typed }).code).toBe('123456');
    for (const typed of ['', '12345', '1234567', 'abcdef', 'correct horse battery'])
      expect(readAsCode(typed)).toBeNull();
  });
});

test('ten recovery codes differ, read well, and are taken however they are typed [U25]', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^[a-hjkmnp-z2-9]{5}-[a-hjkmnp-z2-9]{5}$/);
    const kept = code.replace('-', '');
    for (const typed of [code, kept, code.toUpperCase(), code.replace('-', ' ')])
      expect(givenRecoveryCodeInput.parse({ code: typed }).code).toBe(kept);
  }
});
