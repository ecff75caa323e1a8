'use client';

import { CircleAlert } from 'lucide-react';
import { EmptyState } from '@/components/shared/empty-state';
import { Button } from '@/components/ui/button';

export type FailureTexts = { title: string; text: string; retry: string; reference: string | null };

/** Takes its texts as they are: the error may be that no texts could be loaded. */
export function PageFailure({ texts, onRetry }: { texts: FailureTexts; onRetry: () => void }) {
  return (
    <main role="alert" className="grid min-h-[60dvh] place-content-center">
      <EmptyState
        icon={<CircleAlert />}
        title={texts.title}
        text={texts.text}
        actions={<Button onClick={onRetry}>{texts.retry}</Button>}
      />
      {texts.reference ? (
        <p className="-mt-6 text-center text-muted-foreground text-xs tabular-nums">{texts.reference}</p>
      ) : null}
    </main>
  );
}
