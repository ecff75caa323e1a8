import { afterEach, describe, expect, test, vi } from 'vitest';
import { createAccessTokenSource } from '@/lib/platform/supabase/access-token';

afterEach(() => vi.unstubAllGlobals());

/** The route /api/session as a browser sees it. */
function sessionRoute(answer: () => Response) {
  const calls: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    calls.push(url);
    return answer();
  });
  return calls;
}

describe('the page’s access token', () => {
  test('is asked for once, however many want it at the same time', async () => {
    const calls = sessionRoute(() => Response.json({ access_token: 'first', expires_at: 1_000 }));
    const token = createAccessTokenSource('/api/session', () => 0);
    const first = { token: 'first', expiresAtMs: 1_000_000 };
    expect(await Promise.all([token(), token(), token()])).toEqual([first, first, first]);
    expect(await token()).toEqual(first);
    expect(calls).toEqual(['/api/session']);
  });

  test('is renewed before it ends', async () => {
    let now = 0;
    let count = 0;
    sessionRoute(() => {
      count += 1;
      return Response.json({ access_token: `token-${count}`, expires_at: now / 1000 + 900 });
    });
    const token = createAccessTokenSource('/api/session', () => now);
    expect(await token()).toMatchObject({ token: 'token-1' });
    now = 839_000;
    expect(await token()).toMatchObject({ token: 'token-1' });
    now = 841_000;
    expect(await token()).toMatchObject({ token: 'token-2' });
  });

  test('after a failure the next call asks again', async () => {
    let isUp = false;
    sessionRoute(() =>
      isUp ? Response.json({ access_token: 'back', expires_at: 900 }) : new Response('', { status: 503 }),
    );
    const token = createAccessTokenSource('/api/session', () => 0);
    await expect(token()).rejects.toThrow('503');
    isUp = true;
    expect(await token()).toMatchObject({ token: 'back' });
  });

  test('an ended session is told apart from a failure', async () => {
    sessionRoute(() => new Response('', { status: 401 }));
    await expect(createAccessTokenSource()()).rejects.toMatchObject({ code: 'session_is_over' });
  });
});
