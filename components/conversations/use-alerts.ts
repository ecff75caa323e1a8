'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent } from 'react';
import { useMember } from '@/components/shell/member-provider';
import { useSupabase } from '@/components/shell/supabase-provider';
import { notify } from '@/components/ui/notify';
import { claimChime, readAlertPreferences } from '@/lib/conversations/alert-preferences';
import { type Alert, callsForReminder } from '@/lib/conversations/alerts';
import { createChime } from '@/lib/conversations/chime';
import type { Inbox } from '@/lib/conversations/inbox';
import { inboxPath } from '@/lib/conversations/inbox-address';
import { visitorLabel } from '@/lib/conversations/visitor-label';
import { browserStorage } from '@/lib/platform/key-value-storage';

const reminderMs = 20_000;

/** Sounds, toasts and desktop notices for what must not be missed, on every page of the console. */
export function useAlerts(inbox: Inbox): void {
  const t = useTranslations('conversations');
  const router = useRouter();
  const { rest } = useSupabase();
  const { organizationSlug } = useMember();

  const open = (conversationId: string) => {
    window.focus();
    inbox.show(conversationId);
    router.push(`${inboxPath(organizationSlug)}/${conversationId}`);
  };

  /** Who handed it over; null when nobody did. */
  const giver = async (conversationId: string): Promise<string | null> => {
    const { getRoutingHistory } = await import('@/lib/conversations/routing-history');
    const outcome = await getRoutingHistory(rest, inbox.organizationId, conversationId);
    const last = outcome.kind === 'done' ? outcome.data?.assignments.at(-1) : undefined;
    if (last?.how !== 'transferred') return null;
    return inbox.state.get().colleagues.get(last.reason.by ?? '')?.nickname ?? t('somebody');
  };

  const announce = useEffectEvent(({ type, conversation_id }: Alert) => {
    const conversation = inbox.state.get().conversations.get(conversation_id);
    if (!conversation) return;
    const label = visitorLabel(
      inbox.state.get().visitors.get(conversation.visitor_id) ?? { id: conversation.visitor_id, name: null },
    );
    const name = 'name' in label ? label.name : t('visitor', { code: label.code });
    const isOffline = conversation.channel === 'nrt';
    const title = t(`notices.${type === 'assigned' && isOffline ? 'assignedOffline' : type}`, { name });
    const description = conversation.last_message_preview;
    if (type === 'assigned' && inbox.shownId.get() !== conversation_id) {
      const action = { label: t('actions.open'), onClick: () => open(conversation_id) };
      const show = (text: string) =>
        notify.info(text, { id: conversation_id, ...(description && { description }), action });
      show(title);
      void giver(conversation_id).then((by) => by !== null && show(t('notices.transferred', { by, name })));
    }
    if (!document.hasFocus())
      showOnDesktop({ title, description, tag: conversation_id, onClick: () => open(conversation_id) });
  });

  useEffect(() => {
    const storage = browserStorage();
    const chime = createChime();
    const gestures = ['pointerdown', 'keydown'] as const;
    for (const gesture of gestures) window.addEventListener(gesture, chime.unlock, { passive: true });
    const ring = () => {
      if (readAlertPreferences(storage).sound && claimChime(storage, Date.now())) chime.play();
    };
    const stopListening = inbox.alerts.listen((alert) => {
      ring();
      announce(alert);
    });
    // Who opens the conversation has heeded the notice; on a phone it would lie over the thread's head.
    const stopDismissing = inbox.shownId.subscribe(() => {
      const shownId = inbox.shownId.get();
      if (shownId !== null) notify.dismiss(shownId);
    });
    const reminder = setInterval(() => {
      if (readAlertPreferences(storage).repeat && callsForReminder(inbox.state.get())) ring();
    }, reminderMs);
    return () => {
      stopListening();
      stopDismissing();
      clearInterval(reminder);
      for (const gesture of gestures) window.removeEventListener(gesture, chime.unlock);
      chime.dispose();
    };
  }, [inbox]);
}

type DesktopNotice = { title: string; description: string; tag: string; onClick: () => void };

/** The tag makes later notices about one conversation replace earlier ones, also from other tabs. */
function showOnDesktop({ title, description, tag, onClick }: DesktopNotice): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  try {
    const notice = new Notification(title, { body: description, tag, icon: '/icon.svg' });
    notice.onclick = () => {
      notice.close();
      onClick();
    };
  } catch {
    // Chrome on Android has the constructor and forbids it; the sound and the title remain.
  }
}
