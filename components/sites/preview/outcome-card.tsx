'use client';

import { RotateCw } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '@/components/shared/card';
import { EmptyState } from '@/components/shared/empty-state';
import type { PreviewChoices } from '@/components/sites/preview/preview-screen';
import type { usePreview } from '@/components/sites/preview/use-preview';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { Skeleton } from '@/components/ui/skeleton';
import { languageInText } from '@/lib/i18n/language-names';
import type { PreviewOutcome, RoutingPreview } from '@/lib/sites/preview/schema';
import type { NamedChoice } from '@/lib/sites/targeting/schema';

type OutcomeCardProps = {
  asked: ReturnType<typeof usePreview>;
  rulesPath: string;
  choices: PreviewChoices;
  /** Without a date: whether the site is open at this moment. */
  isNow: boolean;
};

/** What a visitor meets, told in one sentence. */
export function OutcomeCard({ asked, rulesPath, choices, isNow }: OutcomeCardProps) {
  const t = useTranslations('routingPreview');
  const tShared = useTranslations('shared');
  const { preview, state, again } = asked;
  return (
    <Card aria-busy={state === 'loading'} className="grid gap-4 p-5">
      <div className="flex items-start justify-between gap-3">
        <h2 className="font-semibold text-[15px]">{t('title')}</h2>
        <Button variant="ghost" size="icon-sm" aria-label={t('again')} title={t('again')} onClick={again}>
          <RotateCw aria-hidden />
        </Button>
      </div>
      {state === 'failed' && asked.refusal === null ? (
        <EmptyState
          className="py-4"
          title={t('failed')}
          actions={
            <Button variant="secondary" onClick={again}>
              {tShared('retry')}
            </Button>
          }
        />
      ) : null}
      {preview ? (
        <div className={state === 'ready' ? 'grid gap-4' : 'grid gap-4 opacity-60'}>
          <div role="status" className="grid gap-1">
            <p className="text-balance font-medium text-base">{outcomeTitle(preview, t)}</p>
            <p className="text-muted-foreground">{outcomeReason(preview, t)}</p>
          </div>
          <dl className="grid gap-x-6 gap-y-2 text-[13px] sm:grid-cols-[auto_minmax(0,1fr)]">
            <Fact label={t('fact.hours')}>
              <Badge tone={preview.is_open ? 'online' : 'waiting'}>
                {t(preview.is_open ? (isNow ? 'openNow' : 'openThen') : isNow ? 'closedNow' : 'closedThen')}
              </Badge>
            </Fact>
            <Fact label={t('fact.rule')}>
              {preview.rule ? (
                <Link href={rulesPath} className="rounded-sm text-accent underline-offset-2 hover:underline">
                  {preview.rule.name}
                </Link>
              ) : (
                t('noRule')
              )}
            </Fact>
            <Fact label={t('fact.asked')}>
              <AskedFor preview={preview} choices={choices} />
            </Fact>
            <Fact label={t('fact.queue')}>{t('waiting', { count: preview.waiting })}</Fact>
          </dl>
        </div>
      ) : state === 'loading' ? (
        <div className="grid gap-3">
          <p role="status" className="sr-only">
            {tShared('loading')}
          </p>
          <Skeleton className="h-6 w-2/3" />
          <Skeleton className="h-20" />
        </div>
      ) : null}
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground max-sm:-mb-1.5">{label}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}

type Texts = ReturnType<typeof useTranslations<'routingPreview'>>;

const nicknameOf = ({ choice, agents }: RoutingPreview): string =>
  agents.find(({ member_id }) => member_id === choice?.member_id)?.nickname ?? '';

const outcomeTitle = (preview: RoutingPreview, t: Texts): string =>
  t(`outcome.${preview.outcome}`, { nickname: nicknameOf(preview), count: preview.waiting });

function outcomeReason(preview: RoutingPreview, t: Texts): string {
  const { outcome, choice, rule } = preview;
  if (outcome === 'assigned' && choice) {
    const { by, of, without } = choice.reason;
    const why = of === 1 ? t('why.only') : t(`why.${by}`, { count: of });
    if (without.length === 0) return why;
    return `${t('why.without', { what: without.map((each) => t(`gaveWay.${each}`)).join(', ') })} ${why}`;
  }
  if (outcome === 'hidden') return t('reason.hidden', { rule: rule?.name ?? '' });
  const told: Exclude<PreviewOutcome, 'assigned' | 'hidden'> = outcome === 'assigned' ? 'queued' : outcome;
  return t(`reason.${told}`, { count: preview.waiting });
}

/** Everything agents must have, by name. */
function AskedFor({ preview, choices }: { preview: RoutingPreview; choices: PreviewChoices }) {
  const t = useTranslations('routingPreview');
  const locale = useLocale();
  const named = (id: string | null, all: readonly NamedChoice[]) => all.find((one) => one.id === id)?.name;
  const department = named(preview.department_id, choices.departments);
  const skill = named(preview.skill_id, choices.skills);
  const group = named(preview.group_id, choices.groups);
  const asked = [
    department ? t('asked.department', { name: department }) : null,
    skill ? t('asked.skill', { name: skill }) : null,
    group ? t('asked.group', { name: group }) : null,
    preview.language ? t('asked.language', { name: languageInText(preview.language, locale) }) : null,
  ].filter((part) => part !== null);
  return asked.length === 0 ? t('asked.nothing') : asked.join(' · ');
}
