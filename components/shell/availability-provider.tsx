'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { useMember } from '@/components/shell/member-provider';
import { useSupabase } from '@/components/shell/supabase-provider';
import { useHeartbeat } from '@/components/shell/use-heartbeat';
import { notify } from '@/components/ui/notify';
import { answersConversations } from '@/lib/auth/permissions';
import type { AvailabilityStatus } from '@/lib/people/availability';
import { unwrap } from '@/lib/platform/errors';

/** online and away are the member's choice; lost means the server has not heard from this page for too long. */
export type ShownAvailability = AvailabilityStatus | 'lost';

export type Availability = {
  /** False for members who are not agents: nothing is shown, nothing beats. */
  isAgent: boolean;
  shown: ShownAvailability;
  status: AvailabilityStatus;
  choose: (status: AvailabilityStatus) => Promise<void>;
  /** Takes over what another tab or device chose, as the broadcast "availability" tells. */
  apply: (status: AvailabilityStatus) => void;
};

const AvailabilityContext = createContext<Availability | null>(null);

type AvailabilityProviderProps = { initial: AvailabilityStatus; children: ReactNode };

export function AvailabilityProvider({ initial, children }: AvailabilityProviderProps) {
  const t = useTranslations('shell.availability');
  const { rest } = useSupabase();
  const { organizationId, rights } = useMember();
  const isAgent = answersConversations({ rights });
  const [status, setStatus] = useState(initial);
  const [isLost, setLost] = useState(false);
  // While a choice is on its way, a heartbeat's older answer must not undo it.
  const choosing = useRef(0);

  const apply = useCallback((next: AvailabilityStatus) => {
    if (choosing.current === 0) setStatus(next);
  }, []);

  useHeartbeat({
    onBeat: (beaten) => {
      setLost(false);
      apply(beaten);
    },
    onLost: () => setLost(true),
  });

  const choose = useCallback(
    async (next: AvailabilityStatus): Promise<void> => {
      const before = status;
      choosing.current += 1;
      setStatus(next);
      try {
        unwrap(await rest.rpc('set_availability', { p_organization: organizationId, p_status: next }));
        setLost(false);
      } catch {
        setStatus(before);
        notify.error(t('failed'));
      } finally {
        choosing.current -= 1;
      }
    },
    [organizationId, rest, status, t],
  );

  const availability = useMemo<Availability>(
    () => ({ isAgent, status, shown: isLost ? 'lost' : status, choose, apply }),
    [apply, choose, isAgent, isLost, status],
  );
  return <AvailabilityContext value={availability}>{children}</AvailabilityContext>;
}

export function useAvailability(): Availability {
  const availability = useContext(AvailabilityContext);
  if (!availability) throw new Error('useAvailability is called below AvailabilityProvider');
  return availability;
}
