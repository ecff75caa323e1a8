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

  it('answer for an empty text', () => {
    expect(splitLinks('')).toEqual([]);
  });
});
