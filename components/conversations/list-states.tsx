'use client';

import { Coffee, Inbox, MailCheck, MessagesSquare, RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/shared/empty-state';
import { Button } from '@/components/ui/button';

export type EmptyListName = 'queue' | 'mine' | 'offline' | 'current' | 'closed';

const icons = {
  queue: Coffee,
  mine: Inbox,
  offline: MailCheck,
  current: MessagesSquare,
  closed: MessagesSquare,
};

export function EmptyList({ name }: { name: EmptyListName }) {
  const t = useTranslations('conversations.lists.empty');
  const Icon = icons[name];
  return <EmptyState className="py-16" icon={<Icon aria-hidden />} title={t(name)} text={t(`${name}Text`)} />;
}

type LoadFailureProps = { text: string; onRetry: () => void; className?: string };

export function LoadFailure({ text, onRetry, className }: LoadFailureProps) {
  const t = useTranslations('shared');
  return (
    <div role="alert" className={className ?? 'grid justify-items-center gap-3 px-6 py-10 text-center'}>
      <p className="text-muted-foreground">{text}</p>
      <Button variant="secondary" size="sm" onClick={onRetry}>
        <RefreshCw aria-hidden />
        {t('retry')}
      </Button>
    </div>
  );
}
