import { describe, expect, inject, test } from 'vitest';

const target = inject('contractTarget');
const address = `${target.url}/rest/v1/contract_no_such_table`;

async function status(headers: Record<string, string>, url = address): Promise<number> {
  const answer = await fetch(url, { headers });
  await answer.arrayBuffer();
  return answer.status;
}

/** What a caller with a valid key gets here: the table is missing, but the request was let in. */
const LET_IN = 404;

describe('the key of a project', () => {
  test('is asked for by every API', async () => {
    for (const path of ['/rest/v1/x', '/auth/v1/user', '/auth/v1/settings', '/auth/v1/admin/users']) {
      expect(await status({}, `${target.url}${path}`)).toBe(401);
      expect(await status({ apikey: 'sb_publishable_wrong' }, `${target.url}${path}`)).toBe(401);
    }
  });

  test('may come as a header or in the address', async () => {
    expect(await status({ apikey: target.publishableKey })).toBe(LET_IN);
    expect(await status({}, `${address}?apikey=${target.publishableKey}`)).toBe(LET_IN);
    expect(
      await status({ apikey: target.publishableKey, authorization: `Bearer ${target.publishableKey}` }),
    ).toBe(LET_IN);
  });

  test('that is secret works for a server and never for a browser', async () => {
    expect(await status({ apikey: target.secretKey })).toBe(LET_IN);
    const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36';
    for (const path of ['/rest/v1/x', '/auth/v1/admin/users']) {
      expect(await status({ apikey: target.secretKey, 'user-agent': agent }, `${target.url}${path}`)).toBe(
        401,
      );
    }
  });
});

describe('a browser on any page', () => {
  test('is allowed to call, and may cache that answer', async () => {
    const answer = await fetch(`${target.url}/rest/v1/rpc/anything`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'apikey,authorization,content-type,x-client-info',
      },
    });
    expect(answer.ok).toBe(true);
    expect(['*', 'https://shop.example']).toContain(answer.headers.get('access-control-allow-origin'));
    const allowed = answer.headers.get('access-control-allow-headers')?.toLowerCase() ?? '';
    for (const header of ['apikey', 'authorization', 'content-type']) expect(allowed).toContain(header);
    expect(Number(answer.headers.get('access-control-max-age'))).toBeGreaterThan(0);
  });

  test('can read refusals and the count of a page', async () => {
    const answer = await fetch(address, {
      headers: { origin: 'https://shop.example', apikey: target.publishableKey },
    });
    expect(['*', 'https://shop.example']).toContain(answer.headers.get('access-control-allow-origin'));
    expect(answer.headers.get('access-control-expose-headers')?.toLowerCase()).toContain('content-range');
  });
});
