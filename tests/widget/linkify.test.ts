import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkify } from '@/widget/frame/linkify';

const links = (text: string) =>
  linkify(text).flatMap(({ text, href }) => (href === undefined ? [] : [[text, href]]));

describe('links in a message', () => {
  test.each([
    ['see https://shop.example/a?b=c#d now', 'https://shop.example/a?b=c#d'],
    ['http://localhost:3010', 'http://localhost:3010'],
    ['https://shop.example/ärzte', 'https://shop.example/ärzte'],
    ['(https://shop.example/a)', 'https://shop.example/a'],
    ['https://wiki.example/Lamp_(light)', 'https://wiki.example/Lamp_(light)'],
    ['(see https://wiki.example/Lamp_(light))', 'https://wiki.example/Lamp_(light)'],
    ['Really? https://shop.example!', 'https://shop.example'],
    ['“https://shop.example/a”…', 'https://shop.example/a'],
    ['https://shop.example/a, https', 'https://shop.example/a'],
    ['https://shop.example/a.', 'https://shop.example/a'],
    ['https://shop.example/a?!?', 'https://shop.example/a'],
    ['<https://shop.example/a>', 'https://shop.example/a'],
  ])('%j links exactly the address', (text, address) => {
    expect(links(text).map(([shown]) => shown)).toEqual([address]);
  });

  test('mail addresses and www. addresses lead where one expects', () => {
    expect(links('help@shop.example or www.shop.example/a')).toEqual([
      ['help@shop.example', 'mailto:help@shop.example'],
      ['www.shop.example/a', 'https://www.shop.example/a'],
    ]);
    expect(links('mailto:a@b.example?subject=x')).toEqual([
      ['mailto:a@b.example?subject=x', 'mailto:a@b.example?subject=x'],
    ]);
  });

  test.each([
    ['javascript:alert(1)'],
    ['JaVaScRiPt:alert(1)//https'],
    ['data:text/html,<script>alert(1)</script>'],
    ['vbscript:msgbox(1)'],
    ['file:///etc/passwd'],
    ['ftp://shop.example'],
    ['https://'],
    ['http:// shop'],
    ['https://[::1'],
    ['mailto:'],
    ['a@b'],
    ['shop.example'],
    ['<a href="https:">x</a>'],
  ])('%j is no link', (text) => {
    expect(links(text)).toEqual([]);
  });

  test('whatever is written, the text stays the text and links lead to the web or to mail', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'https://',
        'www.',
        'javascript:',
        'mailto:',
        '@',
        '.example',
        '(',
        ')',
        '<',
        '"',
        '\u202e',
        ' ',
      ),
      fc.webUrl(),
      fc.emailAddress(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const parts = linkify(text);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        for (const { href } of parts) {
          if (href !== undefined) expect(['http:', 'https:', 'mailto:']).toContain(new URL(href).protocol);
        }
      }),
    );
  });

  test('a hostile megabyte does not hold up the page', () => {
    const startedAt = performance.now();
    for (const unit of ['https://a.(', 'a@a.', 'www.', 'a.a@', '))))))))', 'https://x))))!!!!'])
      linkify(unit.repeat(5000 / unit.length));
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
