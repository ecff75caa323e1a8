'use client';

import type { ComponentProps, ReactNode } from 'react';
import { useRunAction } from '@/components/security/use-run-action';
import type { ActionAnswer } from '@/components/shared/use-action-form';
import { Button } from '@/components/ui/button';

type ActionButtonProps<Data> = Pick<ComponentProps<typeof Button>, 'size'> & {
  action: () => Promise<ActionAnswer<Data> | undefined>;
  onDone: (data: Data) => void;
  children: ReactNode;
};

/** One click, one question to the server: busy until it is answered. */
export function ActionButton<Data>({ action, onDone, children, ...look }: ActionButtonProps<Data>) {
  const { run, isBusy } = useRunAction();
  return (
    <Button
      variant="secondary"
      disabled={isBusy}
      aria-busy={isBusy}
      onClick={() => void run(action, onDone)}
      {...look}
    >
      {children}
    </Button>
  );
}
