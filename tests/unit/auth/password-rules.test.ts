import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPassword, passwordStrength } from '@/lib/auth/password-rules';

describe('a new password', () => {
  test.each(['', 'short', '123456789', 'héhéhéhé!'])('is refused below 10 characters: %j', (password) => {
    expect(checkPassword(password)).toBe('password_is_too_short');
  });

  test('is counted in characters as people see them, not in UTF-16 units', () => {
    expect(checkPassword('🦊🐻🐼🐨🐯')).toBe('password_is_too_short');
  });

  test('is refused where bcrypt would cut it off silently', () => {
    expect(checkPassword(`${'correct horse '.repeat(6)}`)).toBe('password_is_too_long');
    expect(checkPassword('é'.repeat(18) + 'àbcdefghij'.repeat(4))).toBe('password_is_too_long');
  });

  test.each([
    'password123',
    'P@ssw0rd2026!',
    'motdepasse1',
    'azertyuiop',
    'qwertyuiop!!',
    '1234567890',
    '0987654321',
    'aaaaaaaaaa',
    'abcabcabcabc',
    'Iloveyou!!!!',
    '1q2w3e4r5t',
  ])('is refused when it is among the first that attackers try: %s', (password) => {
    expect(checkPassword(password)).toBe('password_is_common');
  });

  test.each([
    ['ada.lovelace@example.com', 'ada.lovelace@example.com'],
    ['ada.lovelace@example.com', 'Ada.Lovelace2026'],
    ['Maison Chêne', 'maison chêne!'],
  ])('is refused when it is about the account: %s', (about, password) => {
    expect(checkPassword(password, [about])).toBe('password_is_like_account');
  });

  test.each(['un grand chêne vert', 'correct horse battery', 'tgh8 kq2z wn4', 'Ada likes long walks'])(
    'is accepted without rules about kinds of characters: %s',
    (password) => {
      expect(checkPassword(password, ['ada@example.com', 'Ada'])).toBeNull();
    },
  );

  test('is called weak exactly when it is refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (password) => {
        expect(passwordStrength(password) === 'weak').toBe(checkPassword(password) !== null);
      }),
    );
  });
});
