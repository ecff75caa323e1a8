'use client';

import { useLocale, useTranslations } from 'next-intl';
import { LoadFailure } from '@/components/conversations/list-states';
import { useInboxState } from '@/components/conversations/use-inbox-state';
import { type Names, useNames } from '@/components/conversations/use-names';
import { useRoutingHistory } from '@/components/conversations/use-routing-history';
import { useTimeFormats } from '@/components/shell/use-time-formats';
import { Skeleton } from '@/components/ui/skeleton';
import { elapsed } from '@/lib/conversations/elapsed';
import type { Assignment, AssignmentReason } from '@/lib/conversations/routing-history';
import type { Conversation } from '@/lib/conversations/schema';
import { languageName } from '@/lib/i18n/language-names';

/** Whom the conversation was for, why its agent has it, and who had it before. */
export function RoutingDetails({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('conversations.routing');
  const locale = useLocale();
  const names = useNames();
  const { history, hasFailed, retry } = useRoutingHistory(conversation);
  const first = history?.assignments[0];
  const facts = [
    ['department', names.department(conversation.department_id)],
    ['skill', history?.skill?.name],
    ['language', history?.language ? languageName(history.language, locale) : null],
    ['waited', history && first ? elapsed(history.created_at, Date.parse(first.assigned_at)) : null],
  ] as const;
  return (
    <section className="grid gap-3 border-border border-t px-4 py-4 text-[13px]">
      <h3 className="font-medium text-muted-foreground">{t('title')}</h3>
      {hasFailed && !history ? <LoadFailure text={t('failed')} onRetry={retry} /> : null}
      {!history && !hasFailed ? <Skeleton className="h-16" /> : null}
      {history ? (
        <dl className="grid gap-2">
          {facts.map(([key, value]) =>
            value ? (
              <div key={key} className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-2">
                <dt className="text-muted-foreground">{t(key)}</dt>
                <dd className="min-w-0 break-words">{value}</dd>
              </div>
            ) : null,
          )}
        </dl>
      ) : null}
      {history && history.assignments.length === 0 ? <p>{t('nobodyYet')}</p> : null}
      {history && history.assignments.length > 0 ? (
        <ol aria-label={t('history')} className="grid gap-3">
          {history.assignments.map((assignment) => (
            <HistoryLine key={assignment.id} assignment={assignment} names={names} />
          ))}
        </ol>
      ) : null}
    </section>
  );
}

function HistoryLine({ assignment, names }: { assignment: Assignment; names: Names }) {
  const t = useTranslations('conversations.routing');
  const formats = useTimeFormats();
  const memberId = useInboxState((value) => value.me.member_id);
  const { member_id, assigned_at, ended_at, ended } = assignment;
  const why = useWhy(assignment, names);
  return (
    <li className="grid gap-0.5 border-border border-s-2 ps-3">
      <span className="font-medium">{member_id === memberId ? t('you') : names.member(member_id)}</span>
      <span>{why}</span>
      <span className="text-muted-foreground text-xs">
        <time dateTime={assigned_at}>{formats.dateTime(assigned_at)}</time>
        {ended_at && ended ? ` – ${formats.dateTime(ended_at)} · ${t(`ended.${ended}`)}` : null}
      </span>
    </li>
  );
}

const causes = ['wanted', 'high', 'least_busy', 'round_robin', 'longest_idle', 'test'] as const;

function useWhy({ how, reason }: Assignment, names: Names): string {
  const t = useTranslations('conversations.routing');
  if (how === 'transferred') return t('how.transferred', { name: names.member(reason.by ?? null) });
  if (how !== 'assigned') return t(`how.${how}`);
  const cause = causes.find((each) => each === reason.by);
  if (!cause) return t('how.assigned');
  return [t(`why.${cause}`), ...moreOf(reason)].join(' ');

  function moreOf({ of, without = [] }: AssignmentReason): string[] {
    return [
      ...(of !== undefined && of > 1 ? [t('why.of', { count: of })] : []),
      ...(without.length > 0
        ? [t('why.without', { what: without.map((each) => t(`why.${each}`)).join(', ') })]
        : []),
    ];
  }
}
