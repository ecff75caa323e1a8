import { describe, expect, test } from 'vitest';
import { quotedQuestion } from '@/lib/mails/quoted-question';

describe('the question quoted in a mail', () => {
  test.each(['Where is my order? It was due on 3.11., I think.', 'Costs 12.50, e.g. for A4.\nReally… 1.2'])(
    'stays as it was written: %s',
    (text) => {
      expect(quotedQuestion(text)).toBe(text);
    },
  );

  test.each([
    ['Go to https://evil.example/x?y=1 now', 'Go to […] now'],
    ['Go to HTTP://192.0.2.1 now', 'Go to […] now'],
    ['Go to evil.example now', 'Go to […] now'],
    ['Go to evil.example/login.', 'Go to […]'],
    ['Go to (www.evil.example)', 'Go to […]'],
    ['Write to me@evil.example', 'Write to […]'],
    ['Go to банк.рф or evil。example', 'Go to […] or […]'],
    ['myapp://open/it', '[…]'],
  ])('names no link: %s', (text, quoted) => {
    expect(quotedQuestion(text)).toBe(quoted);
  });

  test('is cut short, and never within a character', () => {
    expect(quotedQuestion('x'.repeat(200))).toHaveLength(200);
    expect(quotedQuestion('😀'.repeat(201))).toBe(`${'😀'.repeat(199)}…`);
  });
});
