'use client';

import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ArrangementStatus } from '@/components/people/arrangement-status';
import { useArrangement } from '@/components/people/use-arrangement';
import { Card, CardHeader } from '@/components/shared/card';
import { EMPTY_RULE } from '@/components/sites/targeting/rule-draft';
import { RuleRow } from '@/components/sites/targeting/rule-row';
import { RuleStarters } from '@/components/sites/targeting/rule-starters';
import { useRules } from '@/components/sites/targeting/use-rules';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { newId } from '@/lib/platform/ids';
import {
  type RoutingChoices,
  RULES_MAX,
  type RuleContent,
  type TargetingRule,
} from '@/lib/sites/targeting/schema';

const RuleDialog = dynamic(() =>
  import('@/components/sites/targeting/rule-dialog').then((file) => file.RuleDialog),
);

type RulesScreenProps = {
  organization: string;
  siteId: string;
  initial: TargetingRule[];
  choices: RoutingChoices;
};

type Edited = { id: string; rule: RuleContent; isNew: boolean };

export function RulesScreen({ organization, siteId, initial, choices }: RulesScreenProps) {
  const t = useTranslations('targeting');
  const commands = useRules({ organization, siteId, initial });
  const { rules } = commands;
  const arrangement = useArrangement(rules, commands.move);
  const [edited, setEdited] = useState<Edited | null>(null);
  const add = (rule: RuleContent): void => setEdited({ id: newId(), rule, isNew: true });
  const isFull = rules.length >= RULES_MAX;

  return (
    <Card className="overflow-hidden">
      <div className="border-border border-b pb-5">
        <CardHeader
          title={t('title')}
          description={t('text')}
          actions={
            <Button size="sm" disabled={isFull} onClick={() => add(EMPTY_RULE)}>
              <Plus aria-hidden /> {t('add')}
            </Button>
          }
        />
        {isFull ? (
          <p className="px-5 pt-2 text-[13px] text-muted-foreground">{t('full', { count: RULES_MAX })}</p>
        ) : null}
      </div>
      <ArrangementStatus arrangement={arrangement} />
      {rules.length === 0 ? (
        <RuleStarters onStart={add} />
      ) : (
        <ol aria-label={t('title')} {...arrangement.listProps} className="divide-y divide-border">
          {rules.map((rule, index) => (
            <RuleRow
              key={rule.id}
              rule={rule}
              choices={choices}
              arrangement={arrangement}
              isFirst={index === 0}
              isLast={index === rules.length - 1}
              onEdit={() => setEdited({ id: rule.id, rule, isNew: false })}
              onEnable={(isEnabled) => commands.setEnabled(rule, isEnabled)}
              onDelete={() => commands.remove(rule)}
            />
          ))}
        </ol>
      )}
      {rules.length > 0 ? (
        <p className="border-border border-t bg-muted/50 px-5 py-3 text-[13px]">
          <Link
            href={`/${organization}/sites/${siteId}/preview`}
            className="rounded-sm text-accent underline-offset-2 hover:underline"
          >
            {t('preview')}
          </Link>
        </p>
      ) : null}
      {edited ? (
        <RuleDialog
          key={edited.id}
          rule={edited.rule}
          isNew={edited.isNew}
          choices={choices}
          onSave={(rule) => commands.save(edited.id, rule)}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </Card>
  );
}
