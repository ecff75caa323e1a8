'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useInbox } from '@/components/conversations/inbox-context';
import { useRefusalText } from '@/components/conversations/use-refusal-text';
import { notify } from '@/components/ui/notify';
import type { ActionResult } from '@/lib/conversations/inbox-actions';
import { answersIt } from '@/lib/conversations/offered-actions';

/** What a member does with a conversation, with what they are told about it. */
export interface InboxCommands {
  accept(conversationId: string): Promise<void>;
  close(conversationId: string): Promise<void>;
  reopen(conversationId: string): Promise<void>;
  returnToQueue(conversationId: string): Promise<void>;
  makeLive(conversationId: string): Promise<void>;
}

/** `onTaken` is called when a conversation has become the caller's. */
export function useInboxCommands(onTaken: (conversationId: string) => void): InboxCommands {
  const t = useTranslations('conversations');
  const { actions, state } = useInbox();
  const refusalText = useRefusalText();
  return useMemo(() => {
    const tell = (result: ActionResult): boolean => {
      // Losing a race is told with the name of who was faster.
      if (!result.ok && result.code !== 'conversation_is_taken') {
        notify.error(t('notices.failed'), { description: refusalText(result.code) });
      }
      return result.ok;
    };
    const commands: InboxCommands = {
      async accept(conversationId) {
        if (tell(await actions.accept(conversationId))) onTaken(conversationId);
      },
      async reopen(conversationId) {
        if (tell(await actions.reopen(conversationId))) onTaken(conversationId);
      },
      async close(conversationId) {
        if (!tell(await actions.close(conversationId))) return;
        const undo = { label: t('actions.undo'), onClick: () => void commands.reopen(conversationId) };
        const { me, conversations } = state.get();
        const mayUndo = answersIt(me, conversations.get(conversationId)?.is_test ?? false);
        notify.success(t('actions.closed'), mayUndo ? { action: undo, durationMs: 8000 } : {});
      },
      async returnToQueue(conversationId) {
        if (tell(await actions.returnToQueue(conversationId))) notify.success(t('actions.returned'));
      },
      async makeLive(conversationId) {
        if (!tell(await actions.makeLive(conversationId))) return;
        notify.success(t('offline.madeLive'));
        onTaken(conversationId);
      },
    };
    return commands;
  }, [t, actions, state, onTaken, refusalText]);
}
