'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { FormFailure } from '@/components/shared/form-failure';
import { FormField } from '@/components/shared/form-field';
import { SubmitButton } from '@/components/shared/submit-button';
import { useErrorText } from '@/components/shared/use-error-text';
import { ConditionFields } from '@/components/sites/targeting/condition-fields';
import { EffectFields } from '@/components/sites/targeting/effect-fields';
import { type RuleDraft, readDraft, toDraft } from '@/components/sites/targeting/rule-draft';
import { Dialog, DialogContent, DialogFooter, DialogHeader, DialogTitle } from '@/components/ui/dialog';
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
  const tShared = useTranslations('shared');
  const errorText = useErrorText();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(() => toDraft(rule));
  const [isTried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<ErrorAnswer | null>(null);
  const [isBusy, setBusy] = useState(false);

  const read = readDraft(draft);
  // Nothing is called wrong before one has said that it is finished; from then on it is as one types.
  const problems = isTried ? (read.problems ?? {}) : {};
  const isOfField = refusal?.field !== undefined && FIELDS.includes(refusal.field);
  const problemOf = (field: string): string | undefined => {
    const code = problems[field] ?? (refusal?.field === field ? refusal.code : undefined);
    return code === undefined ? undefined : errorText({ code });
  };

  function change(changes: Partial<RuleDraft>): void {
    setDraft((before) => ({ ...before, ...changes }));
    setRefusal(null);
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (read.rule === null) return focusFirstInvalid();
    setBusy(true);
    const failure = await onSave(read.rule);
    setBusy(false);
    setRefusal(failure);
    if (failure === null) onClose();
    else focusFirstInvalid();
  }

  const focusFirstInvalid = (): void => {
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && !isBusy && onClose()}>
      <DialogContent closeLabel={tShared('close')} aria-describedby={undefined} className="max-w-2xl">
        <DialogHeader>
          <DialogTitle>{t(isNew ? 'form.addTitle' : 'form.editTitle')}</DialogTitle>
        </DialogHeader>
        <form ref={form} noValidate onSubmit={(event) => void submit(event)} className="grid min-w-0 gap-5">
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
          <FormFailure text={refusal && !isOfField ? errorText(refusal) : null} />
          <DialogFooter>
            <SubmitButton isBusy={isBusy}>{tShared('save')}</SubmitButton>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
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
