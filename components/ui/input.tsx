import type { ComponentProps } from 'react';
import { cn } from '@/lib/platform/cn';

/** Shared by everything one types or chooses in, so that fields beside each other look alike. */
export const fieldClasses =
  'w-full min-w-0 rounded-md border border-border-strong bg-surface base:text-sm text-foreground shadow-card transition-colors placeholder:text-muted-foreground/80 hover:border-muted-foreground/60 focus-visible:border-focus focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-focus disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-danger aria-invalid:outline-danger max-sm:text-base';

export function Input({ className, type = 'text', ...props }: ComponentProps<'input'>) {
  return (
    <input type={type} className={cn(fieldClasses, 'h-9 px-3 pointer-coarse:h-11', className)} {...props} />
  );
}
