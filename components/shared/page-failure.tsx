'use client';

export type FailureTexts = { title: string; text: string; retry: string; reference: string | null };

/**
 * Takes its texts as they are: the error may be that no texts could be loaded. It comes with every page, so
 * it brings as little as it can: what an empty view looks like and a plain button, without either of them or an icon
 * of the library.
 */
export function PageFailure({ texts, onRetry }: { texts: FailureTexts; onRetry: () => void }) {
  return (
    <main
      role="alert"
      className="grid min-h-[60dvh] place-content-center justify-items-center gap-3 px-6 py-12 text-center"
    >
      <div className="grid size-11 place-items-center rounded-xl bg-muted text-muted-foreground [&_svg]:size-5">
        <AlertIcon />
      </div>
      <div className="grid gap-1">
        <p className="font-medium text-[15px]">{texts.title}</p>
        <p className="max-w-sm text-balance text-muted-foreground">{texts.text}</p>
      </div>
      <button
        type="button"
        className="mt-1 inline-flex h-9 items-center rounded-md bg-accent px-3.5 font-medium text-accent-foreground text-sm transition-colors hover:bg-accent-hover pointer-coarse:h-11"
        onClick={onRetry}
      >
        {texts.retry}
      </button>
      {texts.reference ? (
        <p className="mt-3 text-muted-foreground text-xs tabular-nums">{texts.reference}</p>
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
