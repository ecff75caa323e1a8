import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLooseWord, normaliseAddress } from '@/lib/sites/normalise-address';

/** The database's own rule, private.is_host. */
const DATABASE_HOST =
  /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?(:[0-9]{1,5})?$/;

describe('an address of a site need not match exactly [A17]', () => {
  test.each([
    ['example.com', 'example.com'],
    ['  Example.COM ', 'example.com'],
    ['https://www.example.com/some/page?x=1#there', 'example.com'],
    ['http://example.com:80', 'example.com'],
    ['https://example.com:443/', 'example.com'],
    ['https://example.com:8443/', 'example.com:8443'],
    ['//example.com/page', 'example.com'],
    ['https://user:secret@example.com/', 'example.com'],
    ['example.com.', 'example.com'],
    ['localhost:3010', 'localhost:3010'],
    ['127.0.0.1:8080', '127.0.0.1:8080'],
    ['http://intranet/start', 'intranet'],
    ['https://boutique-chêne.fr', 'xn--boutique-chne-zhb.fr'],
    ['*.example.com', '*.example.com'],
    ['https://*.example.com/page', '*.example.com'],
    ['www.com', 'www.com'],
  ])('%s is kept as %s', (text, address) => {
    expect(normaliseAddress(text)).toBe(address);
  });

  test('with and without www. is one address', () => {
    expect(normaliseAddress('www.shop.example')).toBe(normaliseAddress('shop.example'));
  });

  test.each([
    '',
    '   ',
    'two words',
    'https://',
    'exa mple.com',
    '*.com',
    '*',
    'a.*.com',
    'http://[::1]/',
    'host!',
    '-example.com',
    `${'a'.repeat(250)}.com`,
    'example.com:99999',
  ])('%j is no address', (text) => {
    expect(normaliseAddress(text)).toBeNull();
  });

  test('whatever is pasted, what is kept is a form the database accepts, and is kept again unchanged', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.domain(), fc.string()),
        (text) => {
          const address = normaliseAddress(text);
          if (address === null) return;
          expect(address).toMatch(DATABASE_HOST);
          expect(normaliseAddress(address)).toBe(address);
        },
      ),
    );
  });

  test.each([
    ['shop', true],
    ['http://shop', false],
    ['shop:3000', false],
    ['localhost', false],
    ['shop.example', false],
  ])('a word alone is asked about: %s', (text, isLoose) => {
    expect(isLooseWord(text)).toBe(isLoose);
  });
});
