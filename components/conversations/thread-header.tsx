'use client';

import { ArrowLeft, ArrowRightLeft, CheckCheck, MessageCircle, PanelRight, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ConversationActions } from '@/components/conversations/use-conversation-actions';
import { useInboxState } from '@/components/conversations/use-inbox-state';
import { useNames } from '@/components/conversations/use-names';
import { useNow } from '@/components/conversations/use-now';
import { VisitorAvatar } from '@/components/conversations/visitor-avatar';
import { WaitingTime } from '@/components/conversations/waiting-time';
import { useTimeFormats } from '@/components/shell/use-time-formats';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { Conversation } from '@/lib/conversations/schema';
import { isVisitorThere } from '@/lib/conversations/visitor-presence';

type ThreadHeaderProps = {
  conversation: Conversation;
  actions: ConversationActions;
  onBack(): void;
  onDetails(): void;
};

export function ThreadHeader({ conversation, actions, onBack, onDetails }: ThreadHeaderProps) {
  const t = useTranslations('conversations.actions');
  const tInbox = useTranslations('conversations');
  const visitor = useInboxState((value) => value.visitors.get(conversation.visitor_id));
  const now = useNow(15_000);
  const isThere = visitor !== undefined && isVisitorThere(visitor, now);
  const name = useNames().visitor(conversation.visitor_id);
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-border border-b bg-surface px-2 sm:px-4">
      <Button variant="ghost" size="icon-sm" className="md:hidden" aria-label={t('back')} onClick={onBack}>
        <ArrowLeft aria-hidden className="rtl:-scale-x-100" />
      </Button>
      <button
        type="button"
        className="flex min-w-0 flex-1 items-center gap-2.5 rounded-md py-1 text-start"
        onClick={onDetails}
      >
        <VisitorAvatar visitorId={conversation.visitor_id} name={visitor?.name ?? null} size="sm" />
        <span className="grid min-w-0 grid-cols-[minmax(0,1fr)]">
          <span className="flex min-w-0 items-center gap-2">
            <span className="truncate font-semibold leading-5">{name}</span>
            {conversation.is_test ? <Badge>{tInbox('test')}</Badge> : null}
            {conversation.channel === 'nrt' ? (
              <Badge className="max-2xl:hidden">{tInbox('offline.mark')}</Badge>
            ) : null}
          </span>
          <StatusLine conversation={conversation} />
        </span>
        <span className="sr-only">{t('details')}</span>
      </button>
      <div className="flex shrink-0 items-center gap-1">
        {actions.makeLive && isThere ? (
          <Button
            variant="secondary"
            size="sm"
            disabled={actions.isBusy}
            title={tInbox('offline.makeLive')}
            onClick={actions.makeLive}
          >
            <MessageCircle aria-hidden />
            <span className="max-2xl:sr-only">{tInbox('offline.makeLive')}</span>
          </Button>
        ) : null}
        {actions.transfer ? (
          <Button
            variant="ghost"
            size="icon-sm"
            disabled={actions.isBusy}
            aria-label={t('transfer')}
            aria-keyshortcuts="t"
            title={t('transfer')}
            onClick={actions.transfer}
          >
            <ArrowRightLeft aria-hidden />
          </Button>
        ) : null}
        {actions.returnToQueue ? (
          <Button
            variant="ghost"
            size="icon-sm"
            disabled={actions.isBusy}
            aria-label={t('return')}
            title={t('return')}
            onClick={actions.returnToQueue}
          >
            <Undo2 aria-hidden />
          </Button>
        ) : null}
        {actions.close ? (
          <Button
            variant="secondary"
            size="sm"
            disabled={actions.isBusy}
            aria-label={t('closeLong')}
            onClick={actions.close}
          >
            <CheckCheck aria-hidden />
            {t('close')}
          </Button>
        ) : null}
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t('details')}
          title={t('details')}
          className="max-md:hidden"
          onClick={onDetails}
        >
          <PanelRight aria-hidden className="rtl:-scale-x-100" />
        </Button>
      </div>
    </header>
  );
}

function StatusLine({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('conversations.status');
  const memberId = useInboxState((value) => value.me.member_id);
  const names = useNames();
  const formats = useTimeFormats();
  const { status, assignee_id, waiting_since, closed_at, site_id } = conversation;
  const site = names.site(site_id);
  return (
    <span className="flex min-w-0 items-center gap-1 text-muted-foreground text-xs leading-4">
      {status === 'waiting' && waiting_since ? <WaitingTime since={waiting_since} /> : null}
      {status === 'open' ? (
        <span className="truncate">
          {assignee_id === memberId ? t('withYou') : t('with', { name: names.member(assignee_id) })}
        </span>
      ) : null}
      {status === 'closed' && closed_at ? (
        <span className="truncate">{t('closedAt', { time: formats.dateTime(closed_at) })}</span>
      ) : null}
      {site ? (
        <span className="truncate max-sm:hidden">
          <span aria-hidden>· </span>
          {site}
        </span>
      ) : null}
    </span>
  );
}
