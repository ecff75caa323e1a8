'use client';

import { useErrorText } from '@/components/shared/use-error-text';

type Invalid = { issues: readonly { path: readonly PropertyKey[]; message: string }[] };

/** What a schema finds wrong, as a sentence for each field: the first. */
export function useFieldProblems() {
  const errorText = useErrorText();
  return (error: Invalid | undefined): Record<string, string> => {
    const found: Record<string, string> = {};
    for (const { path, message } of error?.issues ?? []) {
      found[String(path[0])] ??= errorText({ code: message });
    }
    return found;
  };
}
