'use client';

import { useContext, useEffect, useEffectEvent } from 'react';
import { InboxContext } from '@/components/conversations/inbox-context';
import { useAvailability } from '@/components/shell/availability-provider';
import type { Inbox } from '@/lib/conversations/inbox';

/** Carries what another tab or device chose from the broadcast to the switch. */
export function InboxAvailability() {
  const handle = useContext(InboxContext);
  return handle ? <Bridge inbox={handle.inbox} /> : null;
}

function Bridge({ inbox }: { inbox: Inbox }) {
  const { apply } = useAvailability();
  const tell = useEffectEvent(apply);
  useEffect(() => {
    let known = inbox.state.get().me.status;
    return inbox.state.subscribe(() => {
      const { status } = inbox.state.get().me;
      if (status !== known) tell(status);
      known = status;
    });
  }, [inbox]);
  return null;
}
