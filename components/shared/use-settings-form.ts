'use client';

import { useState } from 'react';
import type { DefaultValues, FieldValues } from 'react-hook-form';
import type { z } from 'zod';
import { type ActionAnswer, useActionForm } from '@/components/shared/use-action-form';

type SettingsFormOptions<Input extends FieldValues, Output, Data> = {
  schema: z.ZodType<Output, Input>;
  defaultValues: DefaultValues<Input>;
  action: (input: Output) => Promise<ActionAnswer<Data> | undefined>;
  /** What the form holds once it is saved; unchanged from there on. */
  afterSave: (data: Data, sent: Input) => DefaultValues<Input>;
};

/** A form that stays: after saving it is unchanged again, and says that it was saved. */
export function useSettingsForm<Input extends FieldValues, Output, Data>({
  schema,
  defaultValues,
  action,
  afterSave,
}: SettingsFormOptions<Input, Output, Data>) {
  const [isSaved, setSaved] = useState(false);
  const actionForm = useActionForm<Input, Output, Data>({
    schema,
    defaultValues,
    action,
    onDone: (data, form) => {
      form.reset(afterSave(data, form.getValues()));
      setSaved(true);
    },
  });
  const { isDirty, isValid } = actionForm.form.formState;
  return { ...actionForm, isSaved, canSave: isDirty && isValid };
}
