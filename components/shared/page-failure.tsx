'use client';

import { EmptyState } from '@/components/shared/empty-state';

export type FailureTexts = { title: string; text: string; retry: string; reference: string | null };

/**
 * Takes its texts as they are: the error may be that no texts could be loaded. It comes with every page, so
 * it brings as little as it can: a plain button, and one drawing instead of the library of icons.
 */
export function PageFailure({ texts, onRetry }: { texts: FailureTexts; onRetry: () => void }) {
  return (
    <main role="alert" className="grid min-h-[60dvh] place-content-center">
      <EmptyState
        icon={<AlertIcon />}
        title={texts.title}
        text={texts.text}
        actions={
          <button
            type="button"
            className="inline-flex h-9 items-center rounded-md bg-accent px-3.5 font-medium text-accent-foreground text-sm transition-colors hover:bg-accent-hover pointer-coarse:h-11"
            onClick={onRetry}
          >
            {texts.retry}
          </button>
        }
      />
      {texts.reference ? (
        <p className="-mt-6 text-center text-muted-foreground text-xs tabular-nums">{texts.reference}</p>
      ) : null}
    </main>
  );
}

/** Lucide's circle-alert. */
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
