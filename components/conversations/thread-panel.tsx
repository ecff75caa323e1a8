'use client';

import { MessageSquareDashed } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ComposerArea } from '@/components/conversations/composer-area';
import { useInbox } from '@/components/conversations/inbox-context';
import { LoadFailure } from '@/components/conversations/list-states';
import { ThreadHeader } from '@/components/conversations/thread-header';
import { ThreadMessages } from '@/components/conversations/thread-messages';
import { useConversationActions } from '@/components/conversations/use-conversation-actions';
import type { InboxCommands } from '@/components/conversations/use-inbox-commands';
import { useLoad } from '@/components/conversations/use-inbox-state';
import { useThread } from '@/components/conversations/use-thread';
import type { Writing } from '@/components/conversations/use-writing';
import { EmptyState } from '@/components/shared/empty-state';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import type { Conversation } from '@/lib/conversations/schema';

/** Loaded when it is first asked for. */
const TransferDialog = dynamic(
  () => import('@/components/conversations/transfer-dialog').then((file) => file.TransferDialog),
  { ssr: false },
);

type ThreadPanelProps = {
  conversation: Conversation;
  commands: InboxCommands;
  writing: Writing;
  transfer: { isOpen: boolean; setOpen(isOpen: boolean): void };
  onBack(): void;
  onDetails(): void;
};

/** One conversation: its head, its messages, and where to answer. */
export function ThreadPanel(props: ThreadPanelProps) {
  const { conversation, commands, writing, transfer, onBack, onDetails } = props;
  const actions = useConversationActions(conversation, commands, () => transfer.setOpen(true));
  return (
    <>
      <ThreadHeader {...{ conversation, actions, onBack, onDetails }} />
      <ThreadBody key={conversation.id} conversation={conversation} />
      <ComposerArea conversation={conversation} actions={actions} writing={writing} />
      {transfer.isOpen && actions.transfer ? (
        <TransferDialog conversation={conversation} onClose={() => transfer.setOpen(false)} />
      ) : null}
    </>
  );
}

function ThreadBody({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('conversations.thread');
  const inbox = useInbox();
  const { id } = conversation;
  // What was unread stays marked while one reads it. Where all of it is new, nothing needs a mark.
  const [readSeq] = useState(() =>
    conversation.agent_unread > 0 && conversation.agent_read_seq > 0 ? conversation.agent_read_seq : null,
  );
  const thread = useThread(id, readSeq);
  const status = useLoad(`thread:${id}`);
  if (thread) return <ThreadMessages conversation={conversation} thread={thread} />;
  if (status === 'failed') {
    return (
      <div className="grid flex-1 place-items-center">
        <LoadFailure text={t('failed')} onRetry={() => void inbox.threads.open(id)} />
      </div>
    );
  }
  return <ThreadSkeleton />;
}

/** Shown while a conversation is being asked for. */
function ThreadSkeleton() {
  const t = useTranslations('conversations.thread');
  return (
    <div role="status" aria-label={t('loading')} className="flex flex-1 flex-col justify-end gap-4 px-6 py-4">
      <Skeleton className="h-10 w-56 rounded-xl" />
      <Skeleton className="h-16 w-72 rounded-xl" />
      <Skeleton className="h-10 w-64 self-end rounded-xl" />
      <Skeleton className="h-10 w-44 rounded-xl" />
    </div>
  );
}

type NoThreadProps = { shownId: string | null; onBack(): void };

/** Nothing chosen, not here yet, or nothing to see under this address. */
export function NoThread({ shownId, onBack }: NoThreadProps) {
  const t = useTranslations('conversations');
  const isAsked = shownId !== null;
  if (useLoad(`thread:${shownId}`) === 'loading') return <ThreadSkeleton />;
  return (
    <div className="grid flex-1 place-items-center">
      <EmptyState
        icon={<MessageSquareDashed aria-hidden />}
        title={isAsked ? t('thread.missing') : t('thread.none')}
        text={isAsked ? t('thread.missingText') : t('thread.noneText')}
        actions={
          isAsked ? (
            <Button variant="secondary" size="sm" onClick={onBack}>
              {t('actions.back')}
            </Button>
          ) : null
        }
      />
    </div>
  );
}
