'use client';

import { ArrowLeft } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PreviousConversations } from '@/components/conversations/previous-conversations';
import { useInboxState } from '@/components/conversations/use-inbox-state';
import { useNames } from '@/components/conversations/use-names';
import { VisitorAnswers } from '@/components/conversations/visitor-answers';
import { VisitorAvatar } from '@/components/conversations/visitor-avatar';
import { useTimeFormats } from '@/components/shell/use-time-formats';
import { Button } from '@/components/ui/button';
import { describeDevice } from '@/lib/conversations/describe-device';
import type { Conversation, Visitor } from '@/lib/conversations/schema';
import { languageName } from '@/lib/i18n/language-names';
import { cn } from '@/lib/platform/cn';

/** Below what one opens a conversation for, and so after it. */
const RoutingDetails = dynamic(
  () => import('@/components/conversations/routing-details').then((file) => file.RoutingDetails),
  { ssr: false },
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
  const names = useNames();
  const formats = useTimeFormats();
  const name = names.visitor(conversation.visitor_id);
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
      <dl className="grid gap-3 border-border border-t px-4 py-4 text-[13px]">
        {visitor ? <VisitorFacts visitor={visitor} /> : null}
        <Fact label={t('details.site')}>{names.site(conversation.site_id)}</Fact>
        <Fact label={t('details.started')}>{formats.dateTime(conversation.created_at)}</Fact>
        {conversation.assignee_id ? (
          <Fact label={t('details.assignee')}>{names.member(conversation.assignee_id)}</Fact>
        ) : null}
      </dl>
      <VisitorAnswers conversation={conversation} />
      <RoutingDetails conversation={conversation} />
      <PreviousConversations conversation={conversation} onOpen={onOpen} />
    </aside>
  );
}

function VisitorFacts({ visitor }: { visitor: Visitor }) {
  const t = useTranslations('conversations.details');
  const locale = useLocale();
  const formats = useTimeFormats();
  const device = describeDevice(visitor.user_agent);
  const linkClasses = 'text-accent underline-offset-2 hover:underline';
  return (
    <>
      {visitor.email ? (
        <Fact label={t('email')}>
          <a className={linkClasses} href={`mailto:${encodeURIComponent(visitor.email)}`}>
            {visitor.email.slice(0, visitor.email.lastIndexOf('@'))}
            <wbr />
            {visitor.email.slice(visitor.email.lastIndexOf('@'))}
          </a>
        </Fact>
      ) : null}
      <Fact label={t('page')}>
        {visitor.page_url ? (
          <a
            className={cn('grid', linkClasses)}
            href={visitor.page_url}
            target="_blank"
            rel="noopener noreferrer nofollow"
          >
            <span dir="auto" className="line-clamp-2">
              {visitor.page_title || visitor.page_url}
            </span>
            {visitor.page_title ? (
              <span className="truncate text-muted-foreground text-xs">{shortAddress(visitor.page_url)}</span>
            ) : null}
          </a>
        ) : (
          t('unknownPage')
        )}
      </Fact>
      {device ? (
        <Fact label={t('device')}>
          {device.browser && device.system
            ? t('deviceOn', { browser: device.browser, system: device.system })
            : (device.browser ?? device.system)}
        </Fact>
      ) : null}
      <Fact label={t('language')}>{languageName(visitor.locale, locale)}</Fact>
      <Fact label={t('firstSeen')}>{formats.dateTime(visitor.created_at)}</Fact>
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-2">
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

function shortAddress(url: string): string {
  const { host, pathname } = new URL(url);
  return host + (pathname === '/' ? '' : pathname);
}
