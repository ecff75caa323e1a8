import { describe, expect, test } from 'vitest';
import { frameAncestors } from '@/lib/visitors/frame-ancestors';

const sources = (...addresses: string[]) => frameAncestors(addresses).split(' ');

describe('who may frame the chat', () => {
  test('Foyer itself always may, and without addresses nobody else', () => {
    expect(sources()).toEqual(["'self'"]);
  });

  test('an address need not be written as the site is reached: both schemes and the www. form count [A17]', () => {
    const expected = [
      "'self'",
      'https://shop.example',
      'http://shop.example',
      'https://www.shop.example',
      'http://www.shop.example',
    ];
    expect(sources('shop.example')).toEqual(expected);
    expect(sources('www.shop.example').sort()).toEqual([...expected].sort());
    expect(sources('shop.example', 'www.shop.example').sort()).toEqual([...expected].sort());
  });

  test('a wildcard stands for subdomains and nothing more', () => {
    expect(sources('*.shop.example')).toEqual(["'self'", 'https://*.shop.example', 'http://*.shop.example']);
  });

  test('a port is kept', () => {
    expect(sources('shop.example:8443')).toContain('https://shop.example:8443');
    expect(sources('shop.example:8443')).not.toContain('https://shop.example');
  });

  test('on a developer’s machine any port may, unless one is named', () => {
    expect(sources('localhost')).toEqual(["'self'", 'https://localhost:*', 'http://localhost:*']);
    expect(sources('127.0.0.1')).toEqual(["'self'", 'https://127.0.0.1:*', 'http://127.0.0.1:*']);
    expect(sources('localhost:3010')).toEqual(["'self'", 'https://localhost:3010', 'http://localhost:3010']);
  });

  test('numbers and single words have no www. form', () => {
    expect(sources('10.0.0.7', 'intranet')).toEqual([
      "'self'",
      'https://10.0.0.7',
      'http://10.0.0.7',
      'https://intranet',
      'http://intranet',
    ]);
  });

  test.each([
    ["shop.example; script-src 'unsafe-inline'"],
    ['shop.example\r\nset-cookie: a=b'],
    ['*'],
    ['*.'],
    ['https://shop.example'],
    ['shop.example/path'],
    ['SHOP.EXAMPLE'],
    ["'unsafe-inline'"],
    ['-shop.example'],
    [''],
  ])('what is not a host never reaches the header: %j', (address) => {
    expect(frameAncestors([address])).toBe("'self'");
  });
});
