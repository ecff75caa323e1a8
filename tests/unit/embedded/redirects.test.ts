import { describe, expect, test } from 'vitest';
import { safeRedirect } from '@/embedded/auth/redirects';

const SITE = 'https://chat.example.com';

describe('a link in a mail leads into the app and nowhere else', () => {
  test.each(['https://chat.example.com/reset?step=2', 'https://chat.example.com'])('%s is kept', (wanted) => {
    expect(safeRedirect(wanted, SITE)).toBe(wanted);
  });

  test.each([
    'https://evil.example/',
    'https://chat.example.com.evil.example/',
    'https://chat.example.com@evil.example/',
    'http://chat.example.com/',
    'https://chat.example.com:8443/',
    '//evil.example',
    'javascript:alert(1)',
    '/relative',
    '',
    null,
  ])('%s is replaced by the app', (wanted) => {
    expect(safeRedirect(wanted, SITE)).toBe(SITE);
  });

  test('one machine may call itself localhost or 127.0.0.1, on the same port', () => {
    const site = 'http://localhost:3000';
    expect(safeRedirect('http://127.0.0.1:3000/reset', site)).toBe('http://127.0.0.1:3000/reset');
    expect(safeRedirect('http://127.0.0.1:4000/reset', site)).toBe(site);
    expect(safeRedirect('http://127.0.0.1.evil.example:3000/', site)).toBe(site);
  });
});
