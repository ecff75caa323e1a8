import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLinks } from '@/lib/conversations/split-links';

const hrefs = (text: string) => splitLinks(text).flatMap(({ href }) => href ?? []);

describe('links in messages', () => {
  it('are cut out of the text, which stays whole', () => {
    const text = 'See https://example.com/a?b=1, or write to help@example.com.';
    expect(splitLinks(text)).toEqual([
      { text: 'See ' },
      { text: 'https://example.com/a?b=1', href: 'https://example.com/a?b=1' },
      { text: ', or write to ' },
      { text: 'help@example.com', href: 'mailto:help@example.com' },
      { text: '.' },
    ]);
  });

  it('may be written without a scheme', () => {
    expect(hrefs('www.example.com')).toEqual(['http://www.example.com']);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,<script>1</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'ftp://example.com/x',
  ])('are never made of %s', (text) => {
    expect(splitLinks(text).every(({ href }) => href === undefined || /^(https?|mailto):/.test(href))).toBe(
      true,
    );
    expect(
      splitLinks(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('leave markup as the text it is', () => {
    const text = '<img src=x onerror=alert(1)><b>hi</b>';
    expect(
      splitLinks(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
    expect(hrefs(text)).toEqual([]);
  });

  it.each([
    ['(see https://en.wikipedia.org/wiki/Foo_(bar))', 'https://en.wikipedia.org/wiki/Foo_(bar)'],
    ['“https://example.com/a”, he said', 'https://example.com/a'],
    ['https://example.com/a,b;c!', 'https://example.com/a,b;c'],
    ['HTTP://EXAMPLE.COM', 'HTTP://EXAMPLE.COM'],
    ['http://localhost:3000/x?y#z', 'http://localhost:3000/x?y#z'],
    ['https://exämple.de/ü', 'https://exämple.de/ü'],
    ['see example.com/path?x=1 now', 'http://example.com/path?x=1'],
    ['youtu.be/abc', 'http://youtu.be/abc'],
    ['mailto:jean@exemple.fr', 'mailto:jean@exemple.fr'],
    ['jean.dupont+a@exemple.co.uk?', 'mailto:jean.dupont+a@exemple.co.uk'],
  ])('are found in %s', (text, href) => {
    expect(hrefs(text)).toEqual([href]);
  });

  it.each(['foo.txt', 'node.js', 'e.g. this', '1.2.3.4', '//example.com', 'http://', 'http://a_b.com'])(
    'are not seen in %s',
    (text) => {
      expect(hrefs(text)).toEqual([]);
    },
  );

  it('leave every text whole, whatever it is', () => {
    const piece = fc.constantFrom(
      'http://',
      'www.',
      'a',
      '.com',
      '@',
      '/',
      '(',
      ')',
      '.',
      ' ',
      '|',
      'é',
      '🙂',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((parts) => parts.join('')),
        ),
        (text) => {
          expect(
            splitLinks(text)
              .map((part) => part.text)
              .join(''),
          ).toBe(text);
        },
      ),
    );
  });

  it.each(['a.', 'a@', ')', 'a-', 'http://', '()', '.'])(
    'take no longer for a message full of %s',
    (piece) => {
      const text = `https://example.com/${piece.repeat(5000)}`.slice(0, 5000);
      const startedAt = performance.now();
      splitLinks(text);
      splitLinks(piece.repeat(5000).slice(0, 5000));
      expect(performance.now() - startedAt).toBeLessThan(100);
    },
  );

  it('answer for an empty text', () => {
    expect(splitLinks('')).toEqual([]);
  });
});
