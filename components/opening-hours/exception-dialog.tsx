'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChoiceCard } from '@/components/shared/choice-card';
import { FormDialog, type SubmitOutcome } from '@/components/shared/form-dialog';
import { FormField } from '@/components/shared/form-field';
import { useFieldProblems } from '@/components/shared/use-field-problems';
import { Input } from '@/components/ui/input';
import { type DayException, dayException } from '@/lib/opening-hours/schema';

type ExceptionDialogProps = {
  exception: DayException;
  typeName: string;
  isNew: boolean;
  onSave: (exception: DayException) => Promise<string | null>;
  onClose: () => void;
};

/** A day, or some in a row, that are of a type. */
export default function ExceptionDialog({
  exception,
  typeName,
  isNew,
  onSave,
  onClose,
}: ExceptionDialogProps) {
  const t = useTranslations('hours.exception');
  const tShared = useTranslations('shared');
  const problemsOf = useFieldProblems();
  const [draft, setDraft] = useState(exception);
  const [problems, setProblems] = useState<Record<string, string>>({});

  async function submit(): Promise<SubmitOutcome> {
    const parsed = dayException.safeParse({ ...draft, last_day: draft.last_day || draft.first_day });
    setProblems(problemsOf(parsed.error));
    return parsed.success ? onSave(parsed.data) : undefined;
  }

  return (
    <FormDialog
      title={t(isNew ? 'addTitle' : 'editTitle')}
      description={t('text', { type: typeName })}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField label={t('name')} hint={t('nameHint')} error={problems.name}>
        {(control) => (
          <Input
            {...control}
            value={draft.name}
            maxLength={80}
            autoComplete="off"
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          />
        )}
      </FormField>
      <div className="grid grid-cols-2 gap-4">
        <FormField label={t('first')} error={problems.first_day}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={draft.first_day}
              onChange={(event) => setDraft({ ...draft, first_day: event.target.value })}
            />
          )}
        </FormField>
        <FormField label={t('last')} aside={tShared('optional')} error={problems.last_day}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={draft.last_day}
              min={draft.first_day || undefined}
              onChange={(event) => setDraft({ ...draft, last_day: event.target.value })}
            />
          )}
        </FormField>
      </div>
      <ChoiceCard
        type="checkbox"
        checked={draft.repeats_yearly}
        onChange={(event) => setDraft({ ...draft, repeats_yearly: event.target.checked })}
        label={t('yearly')}
        hint={t(draft.first_day.endsWith('-02-29') ? 'leapHint' : 'yearlyHint')}
      />
    </FormDialog>
  );
}
