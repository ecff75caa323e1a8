'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useDeferredValue } from 'react';
import { PreviousConversations } from '@/components/conversations/previous-conversations';
import { RoutingDetails } from '@/components/conversations/routing-details';
import { useInboxState, useLoad } from '@/components/conversations/use-inbox-state';
import { useNames } from '@/components/conversations/use-names';
import { VisitorAnswers } from '@/components/conversations/visitor-answers';
import { useTimeFormats } from '@/components/shell/use-time-formats';
import { describeDevice } from '@/lib/conversations/describe-device';
import type { Conversation, Visitor } from '@/lib/conversations/schema';
import { languageName } from '@/lib/i18n/language-names';
import { cn } from '@/lib/platform/cn';

type DetailsProps = { conversation: Conversation; onOpen(conversationId: string): void };

/** What is known of the visitor and of the conversation, and what was said before. */
export function Details({ conversation, onOpen }: DetailsProps) {
  const t = useTranslations('conversations.details');
  const visitor = useInboxState((value) => value.visitors.get(conversation.visitor_id));
  const names = useNames();
  const formats = useTimeFormats();
  const isThreadShown = useIsThreadShown(conversation.id);
  return (
    <>
      <dl className="grid gap-3 border-border border-t px-4 py-4 text-[13px]">
        {visitor ? <VisitorFacts visitor={visitor} /> : null}
        <Fact label={t('site')}>{names.site(conversation.site_id)}</Fact>
        <Fact label={t('started')}>{formats.dateTime(conversation.created_at)}</Fact>
        {conversation.assignee_id ? (
          <Fact label={t('assignee')}>{names.member(conversation.assignee_id)}</Fact>
        ) : null}
      </dl>
      {isThreadShown ? (
        <>
          <VisitorAnswers conversation={conversation} />
          <RoutingDetails conversation={conversation} />
        </>
      ) : null}
      <PreviousConversations conversation={conversation} onOpen={onOpen} />
    </>
  );
}

/** What is read is asked for, and drawn, before what stands beside it. */
function useIsThreadShown(conversationId: string): boolean {
  const isLoaded = useInboxState((value) => value.threads.has(conversationId));
  const status = useLoad(`thread:${conversationId}`);
  const isAnswered = isLoaded || status === 'failed' || status === 'missing';
  return useDeferredValue(isAnswered ? conversationId : null) === conversationId;
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
