'use client';

import { useTranslations } from 'next-intl';
import { useContext, useEffect, useEffectEvent } from 'react';
import { InboxContext } from '@/components/conversations/inbox-context';
import { useNames } from '@/components/conversations/use-names';
import { useAvailability } from '@/components/shell/availability-provider';
import { notify } from '@/components/ui/notify';
import type { Inbox } from '@/lib/conversations/inbox';

/** Carries what another tab or device chose from the broadcast to the switch. */
export function InboxAvailability() {
  const handle = useContext(InboxContext);
  return handle ? <Bridge inbox={handle.inbox} /> : null;
}

function Bridge({ inbox }: { inbox: Inbox }) {
  const t = useTranslations('conversations.notices');
  const names = useNames();
  const { apply, choose } = useAvailability();
  const tell = useEffectEvent(apply);
  const tellSetAway = useEffectEvent(() =>
    notify.info(t('setAway'), {
      id: 'set-away',
      description: t('setAwayText'),
      action: { label: t('goOnline'), onClick: () => void choose('online') },
      durationMs: Number.POSITIVE_INFINITY,
    }),
  );
  const tellMissed = useEffectEvent((conversationId: string) => {
    const visitorId = inbox.state.get().conversations.get(conversationId)?.visitor_id;
    const name = visitorId === undefined ? '' : names.visitor(visitorId);
    notify.info(t('missed', { name }), { id: conversationId, description: t('missedText') });
  });
  useEffect(
    () =>
      inbox.notices.listen((notice) => {
        if (notice.type === 'set_away') tellSetAway();
        else if (notice.type === 'missed') tellMissed(notice.conversation_id);
      }),
    [inbox],
  );
  useEffect(() => {
    let known = inbox.state.get().me.status;
    return inbox.state.subscribe(() => {
      const { status } = inbox.state.get().me;
      if (status !== known) tell(status);
      if (status === 'online') notify.dismiss('set-away');
      known = status;
    });
  }, [inbox]);
  return null;
}
