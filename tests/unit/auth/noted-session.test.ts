import { describe, expect, test } from 'vitest';
import { type MySession, whatIsClosed } from '@/lib/auth/sessions/closed-doors';
import { isNoted, notedMark } from '@/lib/auth/sessions/noted-session';

const session = { id: 'f0f0', userId: 'u1', issuedAt: 1000 };
const mark = notedMark('secret', session, '192.0.2.1');

describe('the mark of a session that has been noted [U26]', () => {
  test('holds for the same token from the same address, and for nothing else', () => {
    expect(isNoted(mark, notedMark('secret', { ...session }, '192.0.2.1'))).toBe(true);
    const others = [
      notedMark('secret', session, '192.0.2.2'),
      notedMark('secret', session, null),
      notedMark('secret', { ...session, issuedAt: 1001 }, '192.0.2.1'),
      notedMark('secret', { ...session, id: 'f0f1' }, '192.0.2.1'),
      notedMark('secret', { ...session, userId: 'u2' }, '192.0.2.1'),
      notedMark('another', session, '192.0.2.1'),
    ];
    for (const other of others) expect(isNoted(mark, other)).toBe(false);
  });

  test('is not there, cut short or made up: the session is noted again', () => {
    for (const given of [undefined, '', mark.slice(1), `${mark}a`, 'x'.repeat(mark.length)])
      expect(isNoted(given, mark)).toBe(false);
  });
});

describe('the page that tells why nothing opens', () => {
  const of = (changes: Partial<MySession>): MySession => ({ state: 'admitted', doors: [], ...changes });
  const door = (slug: string, is: 'open' | 'suspended' | 'address') => ({ slug, name: slug, is });

  test('is about the session where the session is at fault, and leads back to where one wanted to go', () => {
    expect(whatIsClosed(of({ state: 'revoked' }), 'acme')).toBe('/sign-in?next=%2Facme');
    expect(whatIsClosed(of({ state: 'needs_second_factor' }), 'acme')).toBe('/sign-in/code?next=%2Facme');
    expect(whatIsClosed(of({ state: 'needs_password' }), 'acme')).toBe('/sign-in/new-password?next=%2Facme');
  });

  test('is about the organization asked for, and not about another', () => {
    const doors = [door('other', 'suspended'), door('acme', 'address')];
    expect(whatIsClosed(of({ doors }), 'acme')).toBe('/sign-in/closed?organization=acme');
    expect(whatIsClosed(of({ doors }), 'stranger')).toBeNull();
    expect(whatIsClosed(of({ doors: [door('acme', 'open')] }), 'acme')).toBeNull();
  });

  test('is about the first that is closed when every organization is, as for somebody suspended everywhere', () => {
    expect(whatIsClosed(of({ doors: [door('acme', 'suspended'), door('other', 'address')] }), null)).toBe(
      '/sign-in/closed?organization=acme',
    );
    expect(whatIsClosed(of({}), null)).toBeNull();
  });
});
