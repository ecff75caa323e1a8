import { describe, expect, test } from 'vitest';
import { generatePassword } from '@/lib/auth/generate-password';
import { checkPassword, passwordStrength } from '@/lib/auth/password-rules';

describe('a generated password', () => {
  const many = Array.from({ length: 500 }, generatePassword);

  test('meets every requirement, and well [A6, U5]', () => {
    expect(many.filter((password) => checkPassword(password) !== null)).toEqual([]);
    expect(many.filter((password) => passwordStrength(password) !== 'good')).toEqual([]);
  });

  test('is never the same twice, and holds nothing that is misread', () => {
    expect(new Set(many).size).toBe(many.length);
    expect(many.filter((password) => /[01OIl]/.test(password))).toEqual([]);
  });
});
