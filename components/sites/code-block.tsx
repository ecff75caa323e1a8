import { CopyButton } from '@/components/shared/copy-button';

/** Text to copy as it is. It scrolls inside itself, and can be reached by keyboard for that. */
export function CodeBlock({
  code,
  label,
  isProminent = false,
}: {
  code: string;
  label: string;
  isProminent?: boolean;
}) {
  return (
    <div className="grid gap-2 rounded-lg border border-border bg-muted p-3">
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrollable without a mouse
        tabIndex={0}
        className="overflow-x-auto rounded-sm p-1"
      >
        <pre className="font-mono text-[13px] leading-5">
          <code>{code}</code>
        </pre>
      </section>
      <CopyButton text={code} variant={isProminent ? 'primary' : 'secondary'} className="justify-self-end" />
    </div>
  );
}
