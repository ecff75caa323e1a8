'use client';

import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { DeliveryMark } from '@/components/conversations/delivery-mark';
import { MessageText } from '@/components/conversations/message-text';
import { useRefusalText } from '@/components/conversations/use-refusal-text';
import { type DeliveryState, deliveryState } from '@/lib/conversations/delivery-state';
import type { ThreadMessage } from '@/lib/conversations/group-messages';
import { cn } from '@/lib/platform/cn';

type MessageGroupProps = {
  messages: readonly [ThreadMessage, ...ThreadMessage[]];
  authorName: string;
  time: string;
  dateTime: string;
  /** How far the visitor's side has come. */
  deliveredSeq: number;
  readSeq: number;
  onRetry(messageId: string): void;
  onDiscard(messageId: string): void;
};

/** What one author said in one go. Visitors stand at the start side, agents and notes at the end side. */
export const MessageGroup = memo(function MessageGroup(props: MessageGroupProps) {
  const { messages, authorName, time, dateTime, deliveredSeq, readSeq, onRetry, onDiscard } = props;
  const t = useTranslations('conversations.thread');
  const [first] = messages;
  const last = messages.at(-1) ?? first;
  const isNote = first.kind === 'note';
  const isVisitor = first.author === 'visitor';
  const state = !isVisitor && !isNote ? stateOf(last, { deliveredSeq, readSeq }) : unsentState(last);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and a section would be a landmark each
    <div
      role="group"
      aria-label={isNote ? `${t('note')}, ${authorName}, ${time}` : `${authorName}, ${time}`}
      className={cn(
        'flex max-w-[min(85%,40rem)] flex-col gap-1',
        isVisitor ? 'items-start self-start' : 'items-end self-end',
      )}
    >
      {isNote ? (
        <span aria-hidden className="flex items-center gap-1 px-1 font-medium text-muted-foreground text-xs">
          <Lock className="size-3" />
          {t('note')}
        </span>
      ) : null}
      {messages.map((message, index) => (
        <div
          key={message.id}
          data-message={message.id}
          className={cn(
            'rounded-xl px-3 py-2 text-sm leading-5',
            isNote && 'border border-note-border bg-note',
            isVisitor && 'border border-border bg-surface',
            !isNote && !isVisitor && 'bg-accent-soft',
            message.state === 'sending' && 'opacity-70',
            index < messages.length - 1 && (isVisitor ? 'rounded-es-sm' : 'rounded-ee-sm'),
            index > 0 && (isVisitor ? 'rounded-ss-sm' : 'rounded-se-sm'),
          )}
        >
          <MessageText body={message.body} />
          {message.state === 'failed' ? (
            <Unsent
              reason={message.error}
              onRetry={() => onRetry(message.id)}
              onDiscard={() => onDiscard(message.id)}
            />
          ) : null}
        </div>
      ))}
      <span className="flex items-center gap-1 px-1 text-muted-foreground text-xs">
        {isVisitor ? null : <span>{authorName} ·</span>}
        <time dateTime={last.created_at} title={dateTime} className="tabular-nums">
          {time}
        </time>
        {state ? <DeliveryMark state={state} /> : null}
      </span>
    </div>
  );
});

const unsentState = (message: ThreadMessage): DeliveryState | null =>
  message.state === 'stored' ? null : message.state;

function stateOf(message: ThreadMessage, seen: { deliveredSeq: number; readSeq: number }): DeliveryState {
  if (message.state !== 'stored' || message.seq === null) return unsentState(message) ?? 'sending';
  return deliveryState(message.seq, {
    visitor_delivered_seq: seen.deliveredSeq,
    visitor_read_seq: seen.readSeq,
  });
}

type UnsentProps = { reason: string | null; onRetry: () => void; onDiscard: () => void };

function Unsent({ reason, onRetry, onDiscard }: UnsentProps) {
  const t = useTranslations('conversations.thread');
  const refusalText = useRefusalText();
  const linkClasses = 'font-medium underline underline-offset-2 hover:no-underline';
  return (
    <p className="mt-1 flex flex-wrap gap-x-3 border-danger/30 border-t pt-1 text-danger text-xs">
      <span role="alert">
        {t('delivery.failed')}: {refusalText(reason)}
      </span>
      <button type="button" className={linkClasses} onClick={onRetry}>
        {t('retry')}
      </button>
      <button type="button" className={linkClasses} onClick={onDiscard}>
        {t('discard')}
      </button>
    </p>
  );
}
