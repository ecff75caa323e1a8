'use client';

import { useState } from 'react';
import { useErrorText } from '@/components/shared/use-error-text';
import { useMember } from '@/components/shell/member-provider';
import { saveFormAction } from '@/lib/forms/actions';
import { checkFields } from '@/lib/forms/check-fields';
import { asSaved, withField } from '@/lib/forms/editing';
import type { FormField } from '@/lib/forms/fields';
import type { Form } from '@/lib/forms/schema';
import type { ErrorAnswer } from '@/lib/platform/errors';

const conflicts: readonly string[] = ['form_was_changed', 'form_was_deleted'];

/** What is being made of a form, what is wrong with it, and whether there is anything to save. */
export function useFormEditor(initial: Form) {
  const errorText = useErrorText();
  const { organizationSlug: organization } = useMember();
  const [form, setForm] = useState(initial);
  const [saved, setSaved] = useState(() => asSaved(initial));
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ErrorAnswer | null>(null);
  // What is missing is told once somebody has been there and gone on, or wants to save.
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  const problems = checkFields(form.kind, form.fields);
  if (form.name.trim() === '') problems.set('name', 'required');
  const isNew = form.version === 0;
  const hasInput = asSaved(form) !== saved;
  const isValid = problems.size === 0;

  const change = (part: Partial<Form>): void => {
    setForm((before) => ({ ...before, ...part }));
    setRefusal(null);
  };

  /** `anyway`: in the place of what somebody else has saved meanwhile. Answers whether it is saved. */
  async function save({ anyway = false } = {}): Promise<boolean> {
    if (!isValid) {
      setVisited(new Set(['name', ...form.fields.map(({ key }) => key)]));
      return false;
    }
    const sent = { ...form, name: form.name.trim() };
    setBusy(true);
    const answer = await saveFormAction({
      organization,
      ...sent,
      version: anyway ? null : form.version,
    }).catch(() => ({
      serverError: { code: 'offline' } satisfies ErrorAnswer,
    }));
    setBusy(false);
    const invalid =
      'validationErrors' in answer ? answer.validationErrors?.fieldErrors?.name?.[0] : undefined;
    const failure = answer.serverError ?? (invalid ? { code: invalid, field: 'name' } : null);
    if (failure) {
      setRefusal(failure);
      return false;
    }
    setRefusal(null);
    setForm((now) => ({
      ...now,
      version: ('data' in answer ? answer.data?.version : undefined) ?? now.version,
    }));
    setSaved(asSaved(sent));
    return true;
  }

  /** What is wrong at a place, as a sentence: as far as one can tell here, or as the database said. */
  const problemAt = (place: string): string | null => {
    if (refusal?.field === place) return errorText(refusal);
    const code = problems.get(place);
    const key = form.fields[Number(/^fields\.(\d+)/.exec(place)?.[1])]?.key ?? place;
    if (code === 'required' && !visited.has(key)) return null;
    if (code === 'required' && place.endsWith('.is')) return errorText({ code: 'choose_one' });
    return code === undefined ? null : errorText({ code });
  };

  return {
    form,
    isBusy,
    /** Something would be lost. */
    hasInput,
    isValid,
    visit: (key: string) => setVisited((before) => (before.has(key) ? before : new Set([...before, key]))),
    isUnsaved: isNew || hasInput,
    canSave: (isNew || hasInput) && !isBusy,
    change,
    setFields: (fields: FormField[]) => change({ fields }),
    putBack: (field: FormField, place: number) => {
      setForm((before) => ({ ...before, fields: withField(before.fields, field, place) }));
      setRefusal(null);
    },
    save,
    problemAt,
    /** Somebody else has saved or deleted it since it was opened. */
    conflict: conflicts.find((code) => code === refusal?.code) ?? null,
    forgetConflict: () => setRefusal((now) => (now && conflicts.includes(now.code) ? null : now)),
    /** A refusal that concerns no place on the screen. */
    failure: refusal && !refusal.field && !conflicts.includes(refusal.code) ? errorText(refusal) : null,
  };
}
