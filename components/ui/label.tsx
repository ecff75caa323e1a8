import type { ComponentProps } from 'react';
import { cn } from '@/lib/platform/cn';

type LabelProps = ComponentProps<'label'> & { htmlFor: string };

export function Label({ className, htmlFor, children, ...props }: LabelProps) {
  return (
    <label
      htmlFor={htmlFor}
      className={cn('inline-flex items-baseline gap-1.5 font-medium text-[13px] text-foreground', className)}
      {...props}
    >
      {children}
    </label>
  );
}
