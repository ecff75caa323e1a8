'use client';

import { useEffect, useState } from 'react';
import { useMember } from '@/components/shell/member-provider';
import { useSupabase } from '@/components/shell/supabase-provider';
import { readOnlineMembers } from '@/lib/sites/agents/live';

const REFRESH_MS = 10_000;

/** Who is online now, kept up to date while the page can be seen; null until it was read. */
export function useOnline(): ReadonlySet<string> | null {
  const { rest } = useSupabase();
  const { organizationId } = useMember();
  const [online, setOnline] = useState<ReadonlySet<string> | null>(null);

  useEffect(() => {
    const refresh = async () => {
      if (document.visibilityState !== 'visible') return;
      // A failed reading leaves what was known: the next one comes soon.
      const ids = await readOnlineMembers(rest, organizationId).catch(() => null);
      if (ids) setOnline(new Set(ids));
    };
    void refresh();
    const timer = setInterval(() => void refresh(), REFRESH_MS);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [rest, organizationId]);

  return online;
}
