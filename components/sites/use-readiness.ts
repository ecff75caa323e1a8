'use client';

import { useCallback, useEffect, useState } from 'react';
import { useSupabase } from '@/components/shell/supabase-provider';
import { getLiveReadiness } from '@/lib/sites/live';
import type { SiteReadiness } from '@/lib/sites/readiness';

const REFRESH_MS = 4_000;

/** Kept up to date while the page can be seen: colleagues come, go and join meanwhile. */
export function useReadiness(siteId: string, initial: SiteReadiness) {
  const supabase = useSupabase();
  const [readiness, setReadiness] = useState(initial);
  const [isUnreachable, setUnreachable] = useState(false);

  const refresh = useCallback(async (): Promise<void> => {
    try {
      setReadiness(await getLiveReadiness(supabase, siteId));
      setUnreachable(false);
    } catch {
      setUnreachable(true);
    }
  }, [siteId, supabase]);

  useEffect(() => {
    const refreshIfSeen = () => {
      if (document.visibilityState === 'visible') void refresh();
    };
    const timer = setInterval(refreshIfSeen, REFRESH_MS);
    document.addEventListener('visibilitychange', refreshIfSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refreshIfSeen);
    };
  }, [refresh]);

  return { readiness, isUnreachable, refresh };
}
