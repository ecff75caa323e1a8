'use client';

import { X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { OrderHandle } from '@/components/people/order-handle';
import type { Arrangement } from '@/components/people/use-arrangement';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Switch } from '@/components/ui/switch';
import { cn } from '@/lib/platform/cn';
import { describeRule } from '@/lib/sites/targeting/describe-rule';
import type { RoutingChoices, TargetingRule } from '@/lib/sites/targeting/schema';

type RuleRowProps = {
  rule: TargetingRule;
  choices: RoutingChoices;
  arrangement: Arrangement;
  isFirst: boolean;
  isLast: boolean;
  onEdit: () => void;
  onEnable: (isEnabled: boolean) => void;
  onDelete: () => void;
};

export function RuleRow({ rule, choices, arrangement, isFirst, isLast, ...on }: RuleRowProps) {
  const t = useTranslations('targeting');
  const locale = useLocale();
  const { id, name } = rule;
  const { when, effect } = describeRule(rule, { texts: t, locale, choices });
  const edge = arrangement.edgeOf(id);
  return (
    <li
      {...arrangement.rowProps(id)}
      className={cn(
        'flex items-center gap-2 py-2 ps-2 pe-3',
        arrangement.dragged === id && 'opacity-40',
        edge === 'before' && 'shadow-[inset_0_2px_0_var(--accent)]',
        edge === 'after' && 'shadow-[inset_0_-2px_0_var(--accent)]',
      )}
    >
      <OrderHandle id={id} nickname={name} isFirst={isFirst} isLast={isLast} arrangement={arrangement} />
      <button
        type="button"
        aria-label={t('edit', { name })}
        aria-describedby={`rule-${id}`}
        onClick={on.onEdit}
        className="grid min-w-0 flex-1 gap-0.5 rounded-md px-2 py-1.5 text-start hover:bg-hover"
      >
        <span className="flex items-center gap-2">
          <span className="truncate font-medium">{name}</span>
          {rule.is_enabled ? null : <Badge>{t('off')}</Badge>}
        </span>
        <span id={`rule-${id}`} className="text-[13px] text-muted-foreground [overflow-wrap:anywhere]">
          {when} <span aria-hidden>→</span> <span className="text-foreground">{effect}</span>
        </span>
      </button>
      <Switch checked={rule.is_enabled} aria-label={t('enabled', { name })} onCheckedChange={on.onEnable} />
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t('delete', { name })}
        title={t('deleteTitle')}
        className="text-danger"
        onClick={on.onDelete}
      >
        <X aria-hidden />
      </Button>
    </li>
  );
}
