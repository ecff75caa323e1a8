'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { type BaseSyntheticEvent, useCallback, useEffect, useRef, useState } from 'react';
import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type UseFormReturn,
  useForm,
} from 'react-hook-form';
import type { z } from 'zod';
import { useErrorText } from '@/components/shared/use-error-text';
import type { ErrorAnswer } from '@/lib/platform/errors';

/** What an action answers; see lib/platform/action.ts. */
export type ActionAnswer<Data> = {
  data?: Data | undefined;
  serverError?: ErrorAnswer | undefined;
  validationErrors?:
    | { formErrors?: string[]; fieldErrors?: { [field: string]: string[] | undefined } }
    | undefined;
};

type ActionFormOptions<Input extends FieldValues, Output, Data> = {
  schema: z.ZodType<Output, Input>;
  defaultValues: DefaultValues<Input>;
  action: (input: Output) => Promise<ActionAnswer<Data> | undefined>;
  onDone: (data: Data, form: UseFormReturn<Input, unknown, Output>) => void;
};

/**
 * A form whose schema is checked here and on the server alike. Errors stand by their fields as sentences; what was
 * typed stays, whatever happens, also when the server cannot be reached.
 */
export function useActionForm<Input extends FieldValues, Output, Data>({
  schema,
  defaultValues,
  action,
  onDone,
}: ActionFormOptions<Input, Output, Data>) {
  const errorText = useErrorText();
  const [failure, setFailure] = useState<string | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const form = useForm<Input, unknown, Output>({
    resolver: zodResolver(schema),
    defaultValues,
    mode: 'onTouched',
    shouldFocusError: false,
  });

  const showErrors = useCallback(
    (answer: ActionAnswer<Data>) => {
      const { serverError, validationErrors } = answer;
      const fields = new Set(Object.keys(form.getValues()));
      const place = (field: string | undefined, error: ErrorAnswer) => {
        if (field !== undefined && fields.has(field)) {
          form.setError(field as Path<Input>, { type: 'server', message: error.code });
        } else {
          setFailure(errorText(error));
        }
      };
      if (serverError) place(serverError.field, serverError);
      for (const [field, codes] of Object.entries(validationErrors?.fieldErrors ?? {})) {
        if (codes?.[0]) place(field, { code: codes[0] });
      }
      for (const code of validationErrors?.formErrors ?? []) place(undefined, { code });
    },
    [errorText, form],
  );

  const handle = form.handleSubmit(async (input) => {
    setFailure(null);
    try {
      const answer = (await action(input)) ?? {};
      if (answer.serverError || answer.validationErrors) showErrors(answer);
      else onDone(answer.data as Data, form);
    } catch {
      // The call itself failed: no network, or the server is being restarted.
      setFailure(errorText({ code: 'offline' }));
    }
  });

  // Counted when a submission is over and what it found wrong is drawn: the first in reading order is where to go on.
  const { submitCount } = form.formState;
  const element = useRef<Element | null>(null);
  useEffect(() => {
    if (submitCount > 0) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [submitCount]);
  const submit = (event?: BaseSyntheticEvent): Promise<void> => {
    element.current = event?.target ?? null;
    return handle(event);
  };

  const fieldError = (field: Path<Input>): string | undefined => {
    const code = form.getFieldState(field, form.formState).error?.message;
    return code ? errorText({ code }) : undefined;
  };

  return {
    form,
    submit,
    failure,
    fieldError,
    isBusy: form.formState.isSubmitting || isLeaving,
    /** Keeps the button busy while the next page loads. */
    leave: () => setLeaving(true),
  };
}
