'use client';

import { Mail } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { Composer } from '@/components/conversations/composer';
import type { ConversationActions } from '@/components/conversations/use-conversation-actions';
import { useInboxState } from '@/components/conversations/use-inbox-state';
import { useNames } from '@/components/conversations/use-names';
import type { Writing } from '@/components/conversations/use-writing';
import { Button } from '@/components/ui/button';
import type { DraftKind } from '@/lib/conversations/drafts';
import { isMine } from '@/lib/conversations/inbox-state';
import type { Conversation } from '@/lib/conversations/schema';

type ComposerAreaProps = {
  conversation: Conversation;
  actions: ConversationActions;
  writing: Writing;
};

/** Where one writes, or why one cannot and what would change that. */
export function ComposerArea({ conversation, actions, writing }: ComposerAreaProps) {
  const me = useInboxState((value) => value.me);
  const names = useNames();
  const isFirstPaint = useIsFirstPaint();
  const canReply = isMine(me, conversation);
  const kinds: readonly DraftKind[] = canReply ? ['text', 'note'] : ['note'];
  const { id, status } = conversation;
  const shownKind = canReply ? writing.kind : 'note';

  return (
    <div>
      {canReply ? null : <Reason conversation={conversation} actions={actions} />}
      {canReply && conversation.channel === 'nrt' ? <MailHint visitorId={conversation.visitor_id} /> : null}
      {status === 'closed' ? null : (
        <Composer
          key={`${id}-${shownKind}-${isFirstPaint}`}
          conversationId={id}
          isFirstPaint={isFirstPaint}
          visitorName={names.visitor(conversation.visitor_id)}
          kind={shownKind}
          kinds={kinds}
          onKind={writing.write}
          fieldRef={writing.fieldRef}
        />
      )}
    </div>
  );
}

function Reason({ conversation, actions }: Pick<ComposerAreaProps, 'conversation' | 'actions'>) {
  const t = useTranslations('conversations');
  const names = useNames();
  const { status, assignee_id } = conversation;
  const text = {
    waiting: actions.accept ? t('composer.waiting') : t('composer.waitingReadOnly'),
    open: t('composer.others', { name: names.member(assignee_id) }),
    closed: t('composer.closed'),
  }[status];
  return (
    <div className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-border border-t bg-muted px-4 py-2.5">
      <p className="text-muted-foreground text-sm">{text}</p>
      {status === 'waiting' && actions.accept ? (
        <Button size="sm" disabled={actions.isBusy} onClick={actions.accept}>
          {t('actions.take')}
        </Button>
      ) : null}
      {status === 'closed' && actions.reopen ? (
        <Button variant="secondary" size="sm" disabled={actions.isBusy} onClick={actions.reopen}>
          {t('actions.reopen')}
        </Button>
      ) : null}
    </div>
  );
}

/** Where the answer to an offline message arrives. */
function MailHint({ visitorId }: { visitorId: string }) {
  const t = useTranslations('conversations.offline');
  const visitor = useInboxState((value) => value.visitors.get(visitorId));
  if (!visitor) return null;
  return (
    <p className="flex items-center gap-2 border-border border-t bg-muted px-4 py-2 text-[13px] text-muted-foreground">
      <Mail aria-hidden className="size-3.5 shrink-0" />
      <span className="min-w-0 break-words">
        {visitor.email ? t('goesByMail', { email: visitor.email }) : t('waitsForVisit')}
      </span>
    </p>
  );
}

const nothingChanges = () => () => undefined;

/** True on the server and while the browser draws the same. */
function useIsFirstPaint(): boolean {
  return useSyncExternalStore(
    nothingChanges,
    () => false,
    () => true,
  );
}
