import type { HeartbeatEvent } from '@/lib/people/heartbeat';
import { startHeartbeat } from '@/lib/people/heartbeat';
import { UserError } from '@/lib/platform/errors';
import { type AccessToken, createAccessTokenSource } from '@/lib/platform/supabase/access-token';
import type { PublicConfig } from '@/lib/platform/supabase/public-config';
import { systemTimers } from '@/lib/platform/timers';

/** A worker, because browsers slow the timers of hidden pages down to one a minute and then further. */
export type HeartbeatCommand =
  | {
      type: 'start';
      config: PublicConfig;
      organizationId: string;
      sessionUrl: string;
      /** What the page has already; null when it could not get it. */
      access: AccessToken | null;
    }
  | { type: 'beat' };

type WorkerScope = {
  postMessage(event: HeartbeatEvent): void;
  onmessage: ((message: MessageEvent<HeartbeatCommand>) => void) | null;
};
const scope = self as unknown as WorkerScope;

let beatNow: (() => void) | undefined;

function start({ config, organizationId, sessionUrl, access }: HeartbeatCommand & { type: 'start' }): void {
  const accessToken = createAccessTokenSource(sessionUrl, Date.now, access ?? undefined);

  async function call(): Promise<{ status: number; body: unknown }> {
    try {
      const answer = await fetch(`${config.supabaseUrl}/rest/v1/rpc/heartbeat`, {
        method: 'POST',
        headers: {
          apikey: config.publishableKey,
          Authorization: `Bearer ${(await accessToken()).token}`,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({ p_organization: organizationId }),
      });
      return { status: answer.status, body: await answer.json() };
    } catch (error) {
      if (error instanceof UserError) return { status: error.status, body: null };
      throw error;
    }
  }

  ({ beatNow } = startHeartbeat({ call, emit: (event) => scope.postMessage(event), timers: systemTimers }));
}

scope.onmessage = ({ data }) => {
  if (data.type === 'start') start(data);
  else beatNow?.();
};
