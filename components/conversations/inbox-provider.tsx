'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { onSignOut } from '@/components/auth/sign-out-channel';
import { AttentionTitle } from '@/components/conversations/attention-title';
import { InboxContext, type InboxHandle } from '@/components/conversations/inbox-context';
import { NoAccess } from '@/components/conversations/no-access';
import { useAlerts } from '@/components/conversations/use-alerts';
import { useConnectionNotice } from '@/components/conversations/use-connection-notice';
import { useStore } from '@/components/conversations/use-store';
import { useSupabase } from '@/components/shell/supabase-provider';
import { createDrafts } from '@/lib/conversations/drafts';
import { forgetWritten } from '@/lib/conversations/forget-written';
import { createInbox, type Inbox } from '@/lib/conversations/inbox';
import type { InboxStart } from '@/lib/conversations/schema';
import { browserStorage, memoryStorage } from '@/lib/platform/key-value-storage';
import { browserNetworkSignals } from '@/lib/platform/realtime/network-signals';
import type { BrowserSupabase } from '@/lib/platform/supabase/browser';
import { systemTimers } from '@/lib/platform/timers';

type InboxProviderProps = { start: InboxStart | null; children: ReactNode };

/** The member's inbox for the whole console: it counts, rings and sends on every page, not only on its own. */
export function InboxProvider({ start, children }: InboxProviderProps) {
  // Members who see no conversations have none; the console works without.
  return start ? <LiveInbox start={start}>{children}</LiveInbox> : children;
}

function LiveInbox({ start, children }: { start: InboxStart; children: ReactNode }) {
  const supabase = useSupabase();
  const [handle] = useState(() => createHandle(start, supabase));
  const { inbox } = handle;

  useEffect(
    () =>
      inbox.start({
        // The socket's code is fetched after the first paint; until then the page is complete, only not live.
        openSocket: async () => (await import('@/lib/platform/supabase/realtime')).createRealtime(supabase),
        signals: browserNetworkSignals(),
        storage: browserStorage(),
      }),
    [inbox, supabase],
  );

  return (
    <InboxContext value={handle}>
      <InboxCalls inbox={inbox} />
      <AccessGate inbox={inbox}>{children}</AccessGate>
    </InboxContext>
  );
}

function createHandle(start: InboxStart, supabase: BrowserSupabase): InboxHandle {
  const storage = typeof window === 'undefined' ? memoryStorage() : browserStorage();
  return {
    inbox: createInbox({
      start,
      rest: supabase.rest,
      accessToken: supabase.accessToken,
      timers: systemTimers,
    }),
    drafts: createDrafts(storage, start.me.member_id, Date.now()),
  };
}

/** What reaches the member wherever they are: sounds, notices, the count in the title, changed rights. */
function InboxCalls({ inbox }: { inbox: Inbox }) {
  const router = useRouter();
  useAlerts(inbox);
  useConnectionNotice(inbox);
  useEffect(
    () => inbox.notices.listen((notice) => notice.type === 'member_changed' && router.refresh()),
    [inbox, router],
  );
  useEffect(() => {
    const { member_id } = inbox.state.get().me;
    return onSignOut(() => forgetWritten(browserStorage(), member_id));
  }, [inbox]);
  return <AttentionTitle />;
}

function AccessGate({ inbox, children }: { inbox: Inbox; children: ReactNode }) {
  const access = useStore(inbox.access);
  useEffect(() => {
    // The server leads to the sign-in page and back here; what was typed waits in the browser.
    if (access === 'signed_out') window.location.reload();
  }, [access]);
  return access === 'revoked' ? <NoAccess /> : children;
}
