import { afterEach, describe, expect, test, vi } from 'vitest';
import type { HeartbeatCommand } from '@/components/shell/heartbeat-worker';
import type { AccessToken } from '@/lib/platform/supabase/access-token';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The worker as a page starts it, and what it asks for. */
async function started(access: AccessToken | null) {
  vi.useFakeTimers();
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    asked.push([url, new Headers(init?.headers).get('authorization')].filter(Boolean).join(' '));
    const expires_at = Date.now() / 1000 + 3600;
    return Response.json(
      url.endsWith('/api/session') ? { access_token: 'fetched', expires_at } : { status: 'online' },
    );
  });
  const scope: { onmessage?: (message: { data: HeartbeatCommand }) => void; postMessage: () => void } = {
    postMessage: () => undefined,
  };
  vi.stubGlobal('self', scope);
  await import('@/components/shell/heartbeat-worker');
  scope.onmessage?.({
    data: {
      type: 'start',
      config: { supabaseUrl: 'http://gateway.test', publishableKey: 'key' },
      organizationId: 'organization',
      sessionUrl: 'http://foyer.test/api/session',
      access,
    },
  });
  await vi.advanceTimersByTimeAsync(0);
  return asked;
}

const beat = 'http://gateway.test/rest/v1/rpc/heartbeat Bearer';

describe('the heartbeat’s worker', () => {
  test('beats with what the page has, and asks for its own only when that ends', async () => {
    const asked = await started({ token: 'handed', expiresAtMs: Date.now() + 100_000 });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked).toEqual([`${beat} handed`, `${beat} handed`]);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked.slice(2)).toEqual(['http://foyer.test/api/session', `${beat} fetched`]);
  });

  test('asks by itself when the page has none', async () => {
    expect(await started(null)).toEqual(['http://foyer.test/api/session', `${beat} fetched`]);
  });
});
