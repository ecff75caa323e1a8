import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJoinRequest } from '@/embedded/realtime/join-request';

describe('the join payload', () => {
  test('is read as the client writes it', () => {
    const request = parseJoinRequest({
      config: {
        broadcast: { ack: true, self: 'true', replay: { since: 1, limit: 5 } },
        presence: { key: 'me', enabled: true },
        postgres_changes: [{ event: '*', schema: 'public' }],
        private: true,
      },
      access_token: 'a.b.c',
    });
    expect(request).toEqual({
      isPrivate: true,
      acknowledges: true,
      receivesOwn: true,
      presenceEnabled: true,
      presenceKey: 'me',
      awaitsListening: false,
      postgresChanges: [{ event: '*', schema: 'public' }],
      replay: { sinceMs: 1, limit: 5 },
      token: 'a.b.c',
    });
  });

  test('falls back field by field, and a bad field spoils no other', () => {
    const request = parseJoinRequest({
      config: { private: 'true', broadcast: 'loud', presence: { key: 9 } },
    });
    expect(request).toMatchObject({ isPrivate: true, acknowledges: false, receivesOwn: false, token: null });
    expect(request.presenceKey).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('gives each join without a presence key another one', () => {
    expect(parseJoinRequest({}).presenceKey).not.toBe(parseJoinRequest({}).presenceKey);
  });

  test('nothing whatsoever makes it throw', () => {
    const config = fc.record(
      {
        private: fc.anything(),
        broadcast: fc.anything(),
        presence: fc.anything(),
        postgres_changes: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const payload = fc.oneof(fc.anything(), fc.record({ config, access_token: fc.anything() }));
    fc.assert(fc.property(payload, (value) => void parseJoinRequest(value)));
  });

  test.each([
    ['an API key', { access_token: 'sb_publishable_x' }, null],
    ['nothing', {}, null],
    ['no text', { access_token: 7 }, null],
    ['the older name, which wins', { access_token: 'new', user_token: 'old' }, 'old'],
  ])('a token given as %s', (_, payload, token) => {
    expect(parseJoinRequest(payload).token).toBe(token);
  });

  test.each([
    ['absent', undefined, null],
    ['null', null, null],
    ['without a moment', {}, 'invalid'],
    ['with a moment as text', { since: '1' }, 'invalid'],
    ['with a fraction', { since: 1.5 }, 'invalid'],
    ['with a limit as text', { since: 1, limit: 'all' }, 'invalid'],
    ['without a limit', { since: 1 }, { sinceMs: 1, limit: 25 }],
    ['with too small a limit', { since: 1, limit: -3 }, { sinceMs: 1, limit: 1 }],
    ['with too large a limit', { since: 1, limit: 26 }, { sinceMs: 1, limit: 25 }],
  ])('replay %s', (_, replay, expected) => {
    expect(parseJoinRequest({ config: { broadcast: { replay } } }).replay).toEqual(expected);
  });
});
