import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeNextPath } from '@/lib/auth/next-path';

/** Pieces that browsers take out of a path, or take for others, around the name of another site. */
const crookedPath = fc
  .array(
    fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%2E',
      '%2f',
      '%5c',
      '\t',
      '\n',
      ' ',
      'x',
      '?',
      '#',
      '@',
      ':',
      'evil.example',
    ),
    { maxLength: 8 },
  )
  .map((pieces) => `/${pieces.join('')}`);

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
    '/.//evil.example',
    '/./\\evil.example',
    '/x/..//evil.example',
    '/%2e//evil.example',
    '/x/.%2E/%2f/..//evil.example',
    '/\t/evil.example',
    '/\n/[',
    'javascript:alert(1)',
    'acme/inbox',
    '',
    undefined,
    ['/a', '/b'],
    `/${'a'.repeat(600)}`,
  ])('anything else leads home: %j', (next) => {
    expect(safeNextPath(next, '/')).toBe('/');
  });

  test.each([
    [
      'whatever is asked for',
      fc.oneof(fc.string(), fc.webUrl({ size: 'small' }), fc.webPath({ size: 'small' })),
      100,
    ],
    ['however the path is bent', crookedPath, 1000],
  ])('%s, the browser stays on this site', (_what, asked, numRuns) => {
    fc.assert(
      fc.property(asked, (next) => {
        const path = safeNextPath(next, '/');
        expect(new URL(path, 'https://foyer.example').origin).toBe('https://foyer.example');
        // The page hands it to the form, and the form to the action: each asks again.
        expect(safeNextPath(path, '/')).toBe(path);
      }),
      { numRuns },
    );
  });
});
