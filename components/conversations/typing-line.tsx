'use client';

import { useTranslations } from 'next-intl';
import { useInboxState } from '@/components/conversations/use-inbox-state';

/** Its place is kept while nobody types, so that the thread does not jump. */
export function TypingLine({ conversationId, visitorName }: { conversationId: string; visitorName: string }) {
  const t = useTranslations('conversations.thread');
  const isTyping = useInboxState((value) => value.typing.has(conversationId));
  return (
    <p aria-live="off" className="flex h-5 items-center gap-2 px-1 text-muted-foreground text-xs">
      {isTyping ? (
        <>
          <span aria-hidden className="flex gap-0.5">
            {[0, 150, 300].map((delay) => (
              <span
                key={delay}
                style={{ animationDelay: `${delay}ms` }}
                className="size-1.5 animate-bounce rounded-full bg-muted-foreground/60"
              />
            ))}
          </span>
          {t('typing', { name: visitorName })}
        </>
      ) : null}
    </p>
  );
}
