import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Failure } from '@/widget/core/failure';
import { failureOf, request } from '@/widget/transport/answer';
import { tokenLifetimeMs } from '@/widget/transport/http-api';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });

const database = (code: string, message: string) => ({ code, message, details: '', hint: null });

describe('what a refusal means', () => {
  test.each([
    [
      'a function’s refusal',
      409,
      database('PT409', 'conversation_is_closed'),
      'refused',
      'conversation_is_closed',
    ],
    ['not yours', 403, database('42501', 'permission denied for function x'), 'refused', 'not_allowed'],
    ['a text Postgres cannot read', 400, database('22P05', 'unsupported Unicode escape'), 'refused', '22P05'],
    ['our own route’s refusal', 403, { error: { code: 'site_is_disabled' } }, 'refused', 'site_is_disabled'],
    ['an ended token', 401, database('PGRST303', 'JWT expired'), 'expired', 'PGRST303'],
    ['too many messages', 429, database('PT429', 'too_many_messages'), 'limited', 'too_many_messages'],
    ['a schema not read yet', 404, database('PGRST202', 'Could not find the function'), 'server', 'PGRST202'],
    ['a database that is away', 503, database('PGRST001', 'no connection'), 'server', 'PGRST001'],
    ['a slow request', 408, '', 'server', 'http_408'],
    ['an error page of a proxy', 502, '<html>Bad gateway</html>', 'server', 'http_502'],
    ['a page nobody expected', 404, '<html>Not found</html>', 'refused', 'http_404'],
    ['null', 400, 'null', 'refused', 'http_400'],
  ])('%s', async (_, status, body, kind, code) => {
    expect(await failureOf(answer(status, body))).toMatchObject({ kind, code });
  });

  test('a limit says when to come back, if it says so in seconds', async () => {
    expect((await failureOf(answer(429, {}, { 'retry-after': '7' }))).retryAfterMs).toBe(7000);
    expect((await failureOf(answer(429, {}))).retryAfterMs).toBeNull();
    expect((await failureOf(answer(429, {}, { 'retry-after': 'soon' }))).retryAfterMs).toBeNull();
  });
});

describe('a request', () => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer((incoming, response) => {
      if (incoming.url === '/silent') return;
      if (incoming.url === '/void') return void response.writeHead(204).end();
      if (incoming.url === '/broken') return void response.end('{"half');
      if (incoming.url === '/cut') return void incoming.socket.destroy();
      response.end('{"ok":true}');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test('brings its JSON, or nothing when there is none', async () => {
    expect(await request(`${url}/`, {}, 5000)).toEqual({ ok: true });
    expect(await request(`${url}/void`, {}, 5000)).toBeUndefined();
  });

  test.each([['/silent'], ['/cut'], ['/broken']])(
    'to a server that fails as %s fails as the network',
    async (path) => {
      const error: unknown = await request(url + path, {}, 200).catch((failure: unknown) => failure);
      expect(error).toBeInstanceOf(Failure);
      expect(error).toMatchObject({ kind: 'network' });
    },
  );
});

describe('how long a token lives', () => {
  const token = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;

  test('is what it says itself, whatever the clocks say', () => {
    expect(tokenLifetimeMs(token({ iat: 1000, exp: 1900, name: '🙂ÿ' }))).toBe(900_000);
  });

  test.each([[''], ['a.b.c'], [token({})], [token({ iat: 2, exp: 1 })]])(
    'is assumed to be ten minutes when %j does not say',
    (text) => {
      expect(tokenLifetimeMs(text)).toBe(600_000);
    },
  );
});
