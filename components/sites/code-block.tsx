import { CopyButton } from '@/components/shared/copy-button';

/** Text to copy as it is. All of it can be read: what is too long goes on in the next line, and is copied as one. */
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
      <section aria-label={label} className="p-1">
        <pre className="wrap-anywhere whitespace-pre-wrap font-mono text-[13px] leading-5">
          <code>{code}</code>
        </pre>
      </section>
      <CopyButton text={code} variant={isProminent ? 'primary' : 'secondary'} className="justify-self-end" />
    </div>
  );
}
