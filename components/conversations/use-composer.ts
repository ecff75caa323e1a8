'use client';

import { useEffect, useMemo, useState } from 'react';
import { useInboxHandle } from '@/components/conversations/inbox-context';
import type { DraftKind } from '@/lib/conversations/drafts';
import { charactersLeft, toMessageBody } from '@/lib/conversations/message-body';
import { createTypingSignal } from '@/lib/conversations/typing-signal';
import { newId } from '@/lib/platform/ids';

export interface Composer {
  text: string;
  charactersLeft: number | null;
  canSend: boolean;
  change(text: string): void;
  send(): void;
}

/**
 * What is being written to one conversation, as a reply or as a note; each keeps its own draft. The server knows
 * no drafts, so the first paint has none either.
 */
export function useComposer(conversationId: string, kind: DraftKind, isFirstPaint: boolean): Composer {
  const { inbox, drafts } = useInboxHandle();
  const [text, setText] = useState(() => (isFirstPaint ? '' : drafts.get(conversationId, kind)));
  const signal = useMemo(
    () => createTypingSignal((isTyping) => inbox.tellTyping(conversationId, isTyping), inbox.timers),
    [inbox, conversationId],
  );
  useEffect(() => () => signal.typed(true), [signal]);

  const left = charactersLeft(text);
  const body = toMessageBody(text);
  const canSend = body !== '' && (left === null || left >= 0);

  return {
    text,
    charactersLeft: left,
    canSend,
    change(next) {
      setText(next);
      drafts.set(conversationId, kind, next);
      // Nobody outside learns that a note is being written.
      if (kind === 'text') signal.typed(toMessageBody(next) === '');
    },
    send() {
      if (!canSend) return;
      inbox.sender.send({ id: newId(), conversation_id: conversationId, kind, body });
      signal.reset();
      setText('');
      drafts.set(conversationId, kind, '');
    },
  };
}
