'use client';

import { useEffect, useRef, useState } from 'react';
import { useMember } from '@/components/shell/member-provider';
import { useSupabase } from '@/components/shell/supabase-provider';
import { ONLINE_MAX, readOnline } from '@/lib/people/online';

const REFRESH_MS = 10_000;

/** Whether a member among those listed is online, kept up to date while the page can be seen; undefined until it was read. */
export function useOnline(memberIds: readonly string[]): (memberId: string) => boolean | undefined {
  const { rest } = useSupabase();
  const { organizationId } = useMember();
  const [asked, setAsked] = useState<{ ids: ReadonlySet<string>; online: ReadonlySet<string> } | null>(null);
  const listed = useRef(memberIds);
  useEffect(() => {
    listed.current = memberIds;
  }, [memberIds]);

  useEffect(() => {
    const refresh = async () => {
      if (document.visibilityState !== 'visible' || listed.current.length === 0) return;
      const ids = listed.current.slice(0, ONLINE_MAX);
      // A failed reading leaves what was known: the next one comes soon.
      const online = await readOnline(rest, organizationId, ids).catch(() => null);
      if (online) setAsked({ ids: new Set(ids), online: new Set(online) });
    };
    void refresh();
    const timer = setInterval(() => void refresh(), REFRESH_MS);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [rest, organizationId]);

  return (memberId) => (asked?.ids.has(memberId) ? asked.online.has(memberId) : undefined);
}
