'use client';

import { useState } from 'react';
import type { ActionAnswer } from '@/components/shared/use-action-form';
import { useErrorText } from '@/components/shared/use-error-text';
import { notify } from '@/components/ui/notify';

/** Runs an action behind a button: busy while it runs, and a notice when it was refused or never arrived. */
export function useRunAction() {
  const errorText = useErrorText();
  const [isBusy, setBusy] = useState(false);

  async function run<Data>(
    action: () => Promise<ActionAnswer<Data> | undefined>,
    onDone: (data: Data) => void,
  ): Promise<void> {
    setBusy(true);
    const answer = await action().catch((): ActionAnswer<Data> => ({ serverError: { code: 'offline' } }));
    setBusy(false);
    if (answer?.serverError || answer?.validationErrors) {
      notify.error(errorText(answer.serverError ?? { code: 'not_allowed' }));
    } else {
      onDone(answer?.data as Data);
    }
  }

  return { run, isBusy };
}
