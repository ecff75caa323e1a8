'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useErrorText } from '@/components/shared/use-error-text';
import { useMember } from '@/components/shell/member-provider';
import { notify } from '@/components/ui/notify';
import { saveFormAction } from '@/lib/forms/actions';
import { checkFields } from '@/lib/forms/check-fields';
import type { FormField } from '@/lib/forms/fields';
import type { Form } from '@/lib/forms/schema';
import type { ErrorAnswer } from '@/lib/platform/errors';

type EditorOptions = { initial: Form; isNew: boolean; savedText: string };

/** What is being made of a form, what is wrong with it, and whether there is anything to save. */
export function useFormEditor({ initial, isNew, savedText }: EditorOptions) {
  const router = useRouter();
  const errorText = useErrorText();
  const { organizationSlug: organization } = useMember();
  const [form, setForm] = useState(initial);
  const [saved, setSaved] = useState(isNew ? '' : JSON.stringify(initial));
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ErrorAnswer | null>(null);
  const problems = checkFields(form.kind, form.fields);
  const isDirty = JSON.stringify(form) !== saved;
  const isValid = problems.size === 0 && form.name.trim() !== '';

  const change = (part: Partial<Form>): void => {
    setForm((before) => ({ ...before, ...part }));
    setRefusal(null);
  };

  async function save(): Promise<void> {
    const sent = { ...form, name: form.name.trim() };
    setBusy(true);
    const answer = await saveFormAction({ organization, ...sent }).catch(() => ({
      serverError: { code: 'offline' } satisfies ErrorAnswer,
    }));
    setBusy(false);
    const invalid =
      'validationErrors' in answer ? answer.validationErrors?.fieldErrors?.name?.[0] : undefined;
    const failure = answer.serverError ?? (invalid ? { code: invalid, field: 'name' } : null);
    if (failure) return setRefusal(failure);
    setForm(sent);
    setSaved(JSON.stringify(sent));
    notify.success(savedText);
    if (isNew) router.replace(`/${organization}/questionnaires/${form.id}`);
  }

  /** What is wrong at a place, as a sentence: as far as one can tell here, or as the database said. */
  const problemAt = (place: string): string | null => {
    if (refusal?.field === place) return errorText(refusal);
    const code = problems.get(place);
    return code === undefined ? null : errorText({ code });
  };

  return {
    form,
    isBusy,
    isDirty,
    canSave: isDirty && isValid && !isBusy,
    change,
    setFields: (fields: FormField[]) => change({ fields }),
    save,
    problemAt,
    /** A refusal that concerns no place on the screen. */
    failure: refusal && !refusal.field ? errorText(refusal) : null,
  };
}
