'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormDialog, type SubmitOutcome } from '@/components/shared/form-dialog';
import { FormField } from '@/components/shared/form-field';
import { useErrorText } from '@/components/shared/use-error-text';
import { ConditionFields } from '@/components/sites/targeting/condition-fields';
import { EffectFields } from '@/components/sites/targeting/effect-fields';
import { type RuleDraft, readDraft, toDraft } from '@/components/sites/targeting/rule-draft';
import { Input } from '@/components/ui/input';
import type { ErrorAnswer } from '@/lib/platform/errors';
import { describeRule } from '@/lib/sites/targeting/describe-rule';
import type { RoutingChoices, RuleContent } from '@/lib/sites/targeting/schema';

type RuleDialogProps = {
  rule: RuleContent;
  isNew: boolean;
  choices: RoutingChoices;
  onSave: (rule: RuleContent) => Promise<ErrorAnswer | null>;
  onClose: () => void;
};

const FIELDS: readonly string[] = ['name', 'conditions', 'invitation_en', 'invitation_fr'];

export function RuleDialog({ rule, isNew, choices, onSave, onClose }: RuleDialogProps) {
  const t = useTranslations('targeting');
  const errorText = useErrorText();
  const [draft, setDraft] = useState(() => toDraft(rule));
  const [isTried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<ErrorAnswer | null>(null);

  const read = readDraft(draft);
  // Nothing is called wrong before one has said that it is finished; from then on it is as one types.
  const problems = isTried ? (read.problems ?? {}) : {};
  const problemOf = (field: string): string | undefined => {
    const code = problems[field] ?? (refusal?.field === field ? refusal.code : undefined);
    return code === undefined ? undefined : errorText({ code });
  };

  function change(changes: Partial<RuleDraft>): void {
    setDraft((before) => ({ ...before, ...changes }));
    setRefusal(null);
  }

  async function submit(): Promise<SubmitOutcome> {
    setTried(true);
    if (read.rule === null) return undefined;
    const failure = await onSave(read.rule);
    setRefusal(failure);
    if (failure === null) return null;
    return failure.field !== undefined && FIELDS.includes(failure.field) ? undefined : errorText(failure);
  }

  return (
    <FormDialog
      title={t(isNew ? 'form.addTitle' : 'form.editTitle')}
      className="max-w-2xl"
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField label={t('form.name')} hint={t('form.nameHint')} error={problemOf('name')}>
        {(control) => (
          <Input
            {...control}
            value={draft.name}
            maxLength={80}
            autoComplete="off"
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </FormField>
      <ConditionFields
        conditions={draft.conditions}
        onChange={(conditions) => change({ conditions })}
        problemOf={problemOf}
      />
      <EffectFields draft={draft} choices={choices} onChange={change} problemOf={problemOf} />
      {read.rule ? <Sentence rule={read.rule} choices={choices} /> : null}
    </FormDialog>
  );
}

function Sentence({ rule, choices }: { rule: RuleContent; choices: RoutingChoices }) {
  const t = useTranslations('targeting');
  const locale = useLocale();
  const { when, effect } = describeRule(rule, { texts: t, locale, choices });
  return (
    <p className="rounded-lg bg-muted px-3.5 py-2.5 text-[13px] [overflow-wrap:anywhere]">
      <span className="text-muted-foreground">{t('form.readsAs')} </span>
      {when} <span aria-hidden>→</span> {effect}
    </p>
  );
}
