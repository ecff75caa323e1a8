import { describe, expect, it } from 'vitest';
import { pageLink } from '@/lib/mails/page-link';

describe('the link in an answer', () => {
  it('leads back to the page where the visitor wrote, when it is the site’s', () => {
    expect(pageLink('https://shop.example/lamps?id=1', ['shop.example'])).toBe(
      'https://shop.example/lamps?id=1',
    );
    expect(pageLink('https://www.shop.example/', ['shop.example'])).toBe('https://www.shop.example/');
    expect(pageLink('https://de.shop.example/', ['*.shop.example'])).toBe('https://de.shop.example/');
    expect(pageLink('http://localhost:3010/a', ['localhost:3010'])).toBe('http://localhost:3010/a');
  });

  it('never leads anywhere else, whatever a browser claimed', () => {
    for (const elsewhere of [
      'https://evil.example/',
      'https://shop.example.evil.example/',
      'https://notshop.example/',
      'https://shop.example@evil.example/',
      'javascript:alert(1)',
      'nonsense',
    ])
      expect(pageLink(elsewhere, ['shop.example', '*.shop.example'])).toBe('https://shop.example/');
  });

  it('is the site where no page is known, and absent where there is no site to lead to', () => {
    expect(pageLink(null, ['shop.example'])).toBe('https://shop.example/');
    expect(pageLink('https://a.shop.example/', [])).toBeNull();
    expect(pageLink(null, ['*.shop.example'])).toBeNull();
  });
});
