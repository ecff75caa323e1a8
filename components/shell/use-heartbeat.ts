'use client';

import { useEffect, useEffectEvent } from 'react';
import { onSignOut } from '@/components/auth/sign-out-channel';
import type { HeartbeatCommand } from '@/components/shell/heartbeat-worker';
import { useMember } from '@/components/shell/member-provider';
import { useSupabase } from '@/components/shell/supabase-provider';
import type { AvailabilityStatus } from '@/lib/people/availability';
import type { HeartbeatEvent } from '@/lib/people/heartbeat';
import type { AccessToken } from '@/lib/platform/supabase/access-token';

type UseHeartbeatOptions = {
  onBeat: (status: AvailabilityStatus) => void;
  onLost: () => void;
};

/**
 * Says that the console is open, also in a hidden tab, until somebody signs out: an agent's lease lives on it,
 * colleagues see who is there, and whoever lost access finds out.
 */
export function useHeartbeat({ onBeat, onLost }: UseHeartbeatOptions): void {
  const { config, accessToken } = useSupabase();
  const { organizationId } = useMember();

  const hear = useEffectEvent((event: HeartbeatEvent) => {
    if (event.type === 'beat') onBeat(event.status);
    else if (event.type === 'lost') onLost();
    // The next request finds out why, and leads to the sign-in page or to "not found".
    else window.location.reload();
  });

  useEffect(() => {
    const worker = new Worker(new URL('./heartbeat-worker.ts', import.meta.url), { type: 'module' });
    const send = (command: HeartbeatCommand) => worker.postMessage(command);
    worker.onmessage = (message: MessageEvent<HeartbeatEvent>) => hear(message.data);
    const sessionUrl = new URL('/api/session', location.href).href;
    const start = (access: AccessToken | null) =>
      send({ type: 'start', config, organizationId, sessionUrl, access });
    // Without one the worker asks by itself, until it is answered or refused.
    accessToken().then(start, () => start(null));

    const beat = () => {
      if (document.visibilityState === 'visible') send({ type: 'beat' });
    };
    window.addEventListener('online', beat);
    document.addEventListener('visibilitychange', beat);
    const stopListening = onSignOut(() => worker.terminate());
    return () => {
      window.removeEventListener('online', beat);
      document.removeEventListener('visibilitychange', beat);
      stopListening();
      worker.terminate();
    };
  }, [config, accessToken, organizationId]);
}
