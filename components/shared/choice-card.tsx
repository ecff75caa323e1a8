import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/lib/platform/cn';

type ChoiceCardProps = ComponentProps<'input'> & {
  type: 'radio' | 'checkbox';
  label: ReactNode;
  hint?: ReactNode;
};

/** A choice with a line about what it means; bold while it is chosen. */
export function ChoiceCard({ label, hint, className, ...input }: ChoiceCardProps) {
  return (
    <label
      className={cn(
        'flex gap-3 rounded-lg border border-border p-3.5 transition-colors has-enabled:cursor-pointer has-enabled:hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft/50 has-disabled:cursor-not-allowed has-focus-visible:outline-2 has-focus-visible:outline-focus',
        className,
      )}
    >
      <input className="peer mt-0.5 size-4 shrink-0 accent-accent outline-none" {...input} />
      <span className="grid min-w-0 content-start gap-0.5 peer-checked:[&>:first-child]:font-semibold peer-disabled:opacity-70">
        <span>{label}</span>
        {hint ? <span className="text-[13px] text-muted-foreground">{hint}</span> : null}
      </span>
    </label>
  );
}
