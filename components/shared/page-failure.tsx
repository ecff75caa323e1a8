'use client';

import { EmptyState } from '@/components/shared/empty-state';
import { Button } from '@/components/ui/button';

export type FailureTexts = { title: string; text: string; retry: string; reference: string | null };

/** Takes its texts as they are: the error may be that no texts could be loaded. */
export function PageFailure({ texts, onRetry }: { texts: FailureTexts; onRetry: () => void }) {
  return (
    <main role="alert" className="grid min-h-[60dvh] place-content-center">
      <EmptyState
        icon={<AlertIcon />}
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

/** Lucide's circle-alert. The library of icons would come with this page, and this page comes with every other. */
function AlertIcon() {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      aria-hidden
    >
      <circle cx="12" cy="12" r="10" />
      <path d="M12 8v4m0 4h.01" />
    </svg>
  );
}
