'use client';

import { ArrowLeft } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useDeferredValue } from 'react';
import { PartFailure } from '@/components/conversations/part-failure';
import { useInboxState } from '@/components/conversations/use-inbox-state';
import { useNames } from '@/components/conversations/use-names';
import { VisitorAvatar } from '@/components/conversations/visitor-avatar';
import { Button } from '@/components/ui/button';
import type { Conversation } from '@/lib/conversations/schema';
import { cn } from '@/lib/platform/cn';

/** Beside what one opens a conversation for, and so after it. */
const Details = dynamic(() =>
  import('@/components/conversations/details').then(
    (file) => file.Details,
    () => PartFailure,
  ),
);

type DetailsPanelProps = {
  conversation: Conversation;
  className?: string;
  onClose(): void;
  onOpen(conversationId: string): void;
};

/** Who one is talking to, where they are, and what was said before. */
export function DetailsPanel({ conversation, className, onClose, onOpen }: DetailsPanelProps) {
  const t = useTranslations('conversations');
  const visitor = useInboxState((value) => value.visitors.get(conversation.visitor_id));
  const name = useNames().visitor(conversation.visitor_id);
  return (
    <aside
      aria-label={t('details.label', { name })}
      className={cn('flex flex-col overflow-y-auto bg-surface', className)}
    >
      <header className="flex h-14 shrink-0 items-center gap-2 border-border border-b px-2 xl:hidden">
        <Button variant="ghost" size="icon-sm" aria-label={t('actions.closeDetails')} onClick={onClose}>
          <ArrowLeft aria-hidden className="rtl:-scale-x-100" />
        </Button>
        <span className="font-semibold">{t('actions.details')}</span>
      </header>
      <div className="grid justify-items-center gap-2 px-5 pt-6 pb-5 text-center">
        <VisitorAvatar visitorId={conversation.visitor_id} name={visitor?.name ?? null} size="lg" />
        <h2 className="max-w-full break-words font-semibold text-[15px]">{name}</h2>
      </div>
      <Details conversation={useDeferredValue(conversation)} onOpen={onOpen} />
    </aside>
  );
}
