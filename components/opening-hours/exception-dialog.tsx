'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { ChoiceCard } from '@/components/shared/choice-card';
import { FormFailure } from '@/components/shared/form-failure';
import { FormField } from '@/components/shared/form-field';
import { SubmitButton } from '@/components/shared/submit-button';
import { useErrorText } from '@/components/shared/use-error-text';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { type DayException, dayException } from '@/lib/opening-hours/schema';

type ExceptionDialogProps = {
  exception: DayException;
  typeName: string;
  isNew: boolean;
  onSave: (exception: DayException) => Promise<string | null>;
  onClose: () => void;
};

const FIELDS = ['name', 'first_day', 'last_day'] as const;
type Field = (typeof FIELDS)[number];

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
  const errorText = useErrorText();
  const [draft, setDraft] = useState(exception);
  const [problems, setProblems] = useState<Partial<Record<Field, string>>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const given = { ...draft, last_day: draft.last_day || draft.first_day };
    const parsed = dayException.safeParse(given);
    const found: Partial<Record<Field, string>> = {};
    for (const issue of parsed.error?.issues ?? []) {
      const field = FIELDS.find((one) => one === issue.path[0]);
      if (field) found[field] ??= errorText({ code: issue.message });
    }
    setProblems(found);
    setFailure(null);
    if (!parsed.success) return;
    setBusy(true);
    const problem = await onSave(parsed.data);
    setBusy(false);
    setFailure(problem);
    if (problem === null) onClose();
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && !isBusy && onClose()}>
      <DialogContent closeLabel={tShared('close')} className="max-w-lg">
        <DialogHeader>
          <DialogTitle>{t(isNew ? 'addTitle' : 'editTitle')}</DialogTitle>
          <DialogDescription>{t('text', { type: typeName })}</DialogDescription>
        </DialogHeader>
        <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
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
          <FormFailure text={failure} />
          <DialogFooter>
            <SubmitButton isBusy={isBusy}>{tShared('save')}</SubmitButton>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
