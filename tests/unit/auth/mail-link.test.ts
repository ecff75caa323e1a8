import { describe, expect, test } from 'vitest';
import { readMailLink } from '@/lib/auth/mail-link';

describe('a link from a mail', () => {
  test('is read with its hash and kind', () => {
    expect(readMailLink({ token_hash: 'pkce_abc', type: 'recovery' })).toEqual({
      tokenHash: 'pkce_abc',
      type: 'recovery',
    });
  });

  test('is read with a code, as Supabase’s own mails lead back', () => {
    expect(readMailLink({ code: 'abc' })).toEqual({ code: 'abc' });
  });

  test.each([
    {},
    { token_hash: '', type: 'recovery' },
    { token_hash: 'abc' },
    { token_hash: 'abc', type: 'anything' },
    { token_hash: ['a', 'b'], type: 'recovery' },
    { code: 'a'.repeat(501) },
    { error: 'access_denied' },
  ])('that is incomplete is none: %j', (query) => {
    expect(readMailLink(query)).toBeNull();
  });
});
