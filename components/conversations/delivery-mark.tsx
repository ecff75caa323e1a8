'use client';

import { Check, CheckCheck, CircleAlert, Clock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { DeliveryState } from '@/lib/conversations/delivery-state';
import { cn } from '@/lib/platform/cn';

const icons = { sending: Clock, sent: Check, delivered: CheckCheck, read: CheckCheck, failed: CircleAlert };

export function DeliveryMark({ state }: { state: DeliveryState }) {
  const t = useTranslations('conversations.thread.delivery');
  const Icon = icons[state];
  return (
    <span
      title={t(state)}
      data-delivery={state}
      className={cn('inline-flex', state === 'read' && 'text-accent', state === 'failed' && 'text-danger')}
    >
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">{t(state)}</span>
    </span>
  );
}
