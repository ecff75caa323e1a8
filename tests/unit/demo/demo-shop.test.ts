import { describe, expect, test } from 'vitest';
import { addressInOtherLanguage, addressOf, type Page, pageAt } from '@/embedded/demo-shop/addresses';
import { cartCookie, changeCart, readCart } from '@/embedded/demo-shop/cart';
import { renderPage, snippetTag } from '@/embedded/demo-shop/pages';
import { shopContentPolicy } from '@/embedded/demo-shop/server';

const snippet = { appUrl: 'https://chat.example', siteKey: 'site_0123456789abcdef01234567' };
const pages: Page[] = [
  { kind: 'home' },
  { kind: 'product', lamp: 'opale' },
  { kind: 'product', lamp: 'heron' },
  { kind: 'cart' },
  { kind: 'about' },
  { kind: 'spa', view: '' },
];

describe.each(['fr', 'en'] as const)('every page in %s', (locale) => {
  const htmlOf = (page: Page) => renderPage({ locale, page, cart: new Map([['opale', 2]]), snippet });

  test.each(pages)('$kind carries the snippet as its last element', (page) => {
    expect(htmlOf(page)).toContain(`${snippetTag(snippet)}\n</body>`);
  });

  test.each(pages)('$kind links only to pages that exist', (page) => {
    const links = [...htmlOf(page).matchAll(/<a [^>]*href="([^"#]*)/g)].map(([, href]) => href);
    expect(links.length).toBeGreaterThan(4);
    for (const href of links) expect(pageAt(href || '/'), href).toBeDefined();
  });

  test.each(pages)('$kind leads to itself in the other language and back', (page) => {
    const other = pageAt(addressInOtherLanguage(locale, page));
    expect(other?.locale).not.toBe(locale);
    if (!other) throw new Error('unreachable');
    expect(addressInOtherLanguage(other.locale, other.page)).toBe(addressOf(locale, page));
  });
});

test('the policy lets in the app’s scripts and frames, and nothing else from anywhere', () => {
  const policy = shopContentPolicy('https://chat.example/ignored/path');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self' https://chat.example;");
  expect(policy).toContain('frame-src https://chat.example;');
  expect(policy).not.toMatch(/unsafe|\*|data:/);
});

describe('the cart', () => {
  const cookieOf = (form: string, before = '') =>
    cartCookie(changeCart(readCart(before), new URLSearchParams(form))).split(';')[0];

  test('adds, counts and removes', () => {
    const one = cookieOf('add=opale');
    const two = cookieOf('add=opale', one);
    const both = cookieOf('add=heron', two);
    expect([...readCart(both)]).toEqual([
      ['opale', 2],
      ['heron', 1],
    ]);
    expect([...readCart(cookieOf('remove=opale', both))]).toEqual([['heron', 1]]);
  });

  test.each([
    'lumen_cart=',
    'lumen_cart=opale',
    'lumen_cart=opale.-3',
    'lumen_cart=__proto__.1.chair.2',
    'x=opale.1',
  ])('is empty for %s', (cookie) => {
    expect(readCart(cookie).size).toBe(0);
  });

  test('never holds more of one lamp than the shop sells at once', () => {
    expect(readCart('lumen_cart=opale.5000').get('opale')).toBe(9);
  });
});
