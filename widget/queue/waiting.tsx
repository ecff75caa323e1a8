import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FormKind } from '@/lib/forms/fields';
import type { Conversation } from '@/widget/core/chat-types';
import { systemClock } from '@/widget/core/clock';
import { useFrame } from '@/widget/frame/frame-context';
import { askPlace } from '@/widget/queue/ask-place';
import { placeText } from '@/widget/queue/place-text';

export type WaitingProps = {
  conversation: Conversation;
  onRefresh(conversationId: string): void;
  renderForm(kind: FormKind, conversationId: string | null): ComponentChildren;
};

/** Below a thread that is not live: the place in the queue, or that answers come by e-mail and where to. */
export function Waiting({ conversation, onRefresh, renderForm }: WaitingProps) {
  const texts = useFrame().texts.queue;
  const [isLeaving, setIsLeaving] = useState(false);
  const { id, channel, queue, has_email } = conversation;
  const isLive = channel === 'live';

  // biome-ignore lint/correctness/useExhaustiveDependencies: each place known begins a new wait
  useEffect(() => askPlace(systemClock, queue, () => onRefresh(id)), [queue?.position, id]);

  if (isLive && !queue) return null;
  const asksAddress = isLive ? isLeaving : !has_email;
  const said =
    isLive && queue && !isLeaving
      ? placeText(texts, queue.position, queue.wait_seconds)
      : isLive
        ? texts.leaving
        : texts.byMail;
  return (
    <section class="waiting">
      <p role="status">{said}</p>
      {!isLive && asksAddress && <p>{texts.whereTo}</p>}
      {asksAddress && renderForm('offline', id)}
      {isLive && (
        <button type="button" class="link" aria-expanded={isLeaving} onClick={() => setIsLeaving(!isLeaving)}>
          {isLeaving ? texts.stay : texts.leave}
        </button>
      )}
    </section>
  );
}
