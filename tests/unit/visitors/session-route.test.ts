import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { POST } from '@/app/api/widget/v1/session/route';
import { GET, POST as POST_STATUS } from '@/app/api/widget/v1/status/route';

const app = 'https://foyer.example';

beforeAll(() => {
  // Nothing listens there: whatever is answered here was decided before the database.
  Object.assign(process.env, {
    SUPABASE_URL: 'http://127.0.0.1:9',
    SUPABASE_PUBLISHABLE_KEY: 'publishable',
    SUPABASE_SECRET_KEY: 'secret',
    VISITOR_JWT_KEY: 'a secret that is used by this test only, and long',
    ENCRYPTION_KEY: 'y'.repeat(32),
    APP_URL: app,
    LOG_LEVEL: 'silent',
  });
});

// The environment is read once; the next file reads its own.
afterAll(() => vi.resetModules());

const whole = { siteKey: 'site_1', secret: null, locale: 'en', create: true };

async function post(body: BodyInit, headers: Record<string, string> = {}) {
  const request = new Request(`${app}/api/widget/v1/session`, {
    method: 'POST',
    headers: { host: 'foyer.example', ...headers },
    body,
    duplex: 'half',
  } as RequestInit);
  const response = await POST(request);
  return { status: response.status, body: (await response.json()) as unknown, headers: response.headers };
}

const refused = (code: string, field?: string) => ({
  error: field === undefined ? { code } : { code, field },
});

describe('a session asked for in a wrong way', () => {
  test.each([
    ['https://evil.example'],
    ['null'],
    ['https://foyer.example.evil.example'],
    ['http://foyer.example:8080'],
  ])('from a page of %s is refused', async (origin) => {
    const answer = await post(JSON.stringify(whole), { origin });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(refused('foreign_origin'));
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test.each([
    ['nothing', ''],
    ['half of an object', '{"siteKey":'],
    ['bytes that are no text', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
  ])('with %s is refused as unreadable', async (_, body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(refused('body_is_invalid'));
  });

  test('with a megabyte is refused, whether its length is announced or not', async () => {
    const large = JSON.stringify({ ...whole, locale: 'x'.repeat(1_048_576) });
    expect(await post(large)).toMatchObject({ status: 413, body: refused('body_is_too_large') });
    const stream = new Blob([large]).stream();
    expect(await post(stream)).toMatchObject({ status: 413, body: refused('body_is_too_large') });
  });

  test.each([
    [
      'a key that cannot be one',
      { ...whole, siteKey: "site' or 1=1" },
      404,
      refused('unknown_site', 'siteKey'),
    ],
    ['a key with a NUL', { ...whole, siteKey: 'site\0' }, 404, refused('unknown_site', 'siteKey')],
    ['no key', { ...whole, siteKey: undefined }, 404, refused('unknown_site', 'siteKey')],
    [
      'a secret with a NUL',
      { ...whole, secret: `${'a'.repeat(63)}\0` },
      422,
      refused('input_is_invalid', 'secret'),
    ],
    ['a secret that is a list', { ...whole, secret: ['a'] }, 422, refused('input_is_invalid', 'secret')],
    ['a locale that is a number', { ...whole, locale: 7 }, 422, refused('input_is_invalid', 'locale')],
    ['no word on creating', { ...whole, create: undefined }, 422, refused('input_is_invalid', 'create')],
    ['a list', [], 422, refused('input_is_invalid', 'body')],
    ['a number', 7, 422, refused('input_is_invalid', 'body')],
  ])('with %s is refused, and says which field', async (_, body, status, answer) => {
    expect(await post(JSON.stringify(body))).toMatchObject({ status, body: answer });
  });

  test('no answer is ever kept by a cache', async () => {
    expect((await post('')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('a page told of in a wrong way', () => {
  const facts = { page_url: null, referrer: '', language: 'en', device: 'desktop', visits: 1, seconds: 0 };
  test.each([
    ['no site', { facts }, 404, 'unknown_site', 'site'],
    ['no facts', { site: 'site_1' }, 422, 'input_is_invalid', 'facts'],
    [
      'a device of another kind',
      { site: 'site_1', facts: { ...facts, device: 'watch' } },
      422,
      'input_is_invalid',
      'facts',
    ],
    [
      'an endless address',
      { site: 'site_1', facts: { ...facts, page_url: 'x'.repeat(2001) } },
      422,
      'input_is_invalid',
      'facts',
    ],
  ])('%s is refused, and says which field', async (_, body, status, code, field) => {
    const response = await POST_STATUS(
      new Request(`${app}/api/widget/v1/status`, { method: 'POST', body: JSON.stringify(body) }),
    );
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(refused(code, field));
  });
});

describe('a status asked for in a wrong way', () => {
  test.each([['?site=%00'], ['?site=a%27b'], [''], [`?site=${'x'.repeat(65)}`]])(
    '%s names no site',
    async (query) => {
      const response = await GET(new Request(`${app}/api/widget/v1/status${query}`));
      expect(response.status).toBe(404);
      expect(await response.json()).toEqual(refused('unknown_site', 'site'));
    },
  );
});
