import { describe, expect, it } from 'vitest';
import { charactersLeft, toMessageBody } from '@/lib/conversations/message-body';

describe('what is typed', () => {
  it('becomes what the database can store', () => {
    expect(toMessageBody('  Hello\n')).toBe('Hello');
    expect(toMessageBody('a\u0000b')).toBe('ab');
    expect(toMessageBody('half \ud83d')).toBe('half \ufffd');
    expect(toMessageBody('whole 🔥')).toBe('whole 🔥');
  });

  it('is counted as the database counts, and only near the end', () => {
    expect(charactersLeft('a'.repeat(4400))).toBeNull();
    expect(charactersLeft('a'.repeat(4990))).toBe(10);
    expect(charactersLeft('🔥'.repeat(4990))).toBe(10);
    expect(charactersLeft('a'.repeat(5003))).toBe(-3);
  });
});
