import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeNextPath } from '@/lib/auth/next-path';

describe('where to go after signing in', () => {
  test.each(['/acme/inbox', '/acme/inbox/42?filter=mine', '/invite/abc'])(
    'a path of ours is kept: %s',
    (path) => {
      expect(safeNextPath(path, '/')).toBe(path);
    },
  );

  test.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    'acme/inbox',
    '',
    undefined,
    ['/a', '/b'],
    `/${'a'.repeat(600)}`,
  ])('anything else leads home: %j', (next) => {
    expect(safeNextPath(next, '/')).toBe('/');
  });

  test('whatever is asked for, the browser stays on this site', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.webUrl({ size: 'small' }), fc.webPath({ size: 'small' })),
        (next) => {
          const url = new URL(safeNextPath(next, '/'), 'https://foyer.example');
          expect(url.origin).toBe('https://foyer.example');
        },
      ),
    );
  });
});
