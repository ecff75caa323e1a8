import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/platform/cn';

const badgeVariants = cva(
  'inline-flex h-5 max-w-full shrink-0 items-center gap-1 truncate rounded-full px-2 font-medium text-xs [&_svg]:size-3',
  {
    variants: {
      tone: {
        neutral: 'bg-muted text-muted-foreground',
        accent: 'bg-accent-soft text-accent-soft-foreground',
        online: 'bg-online-soft text-online',
        waiting: 'bg-waiting-soft text-waiting',
        danger: 'bg-danger-soft text-danger',
        outline: 'border border-border text-muted-foreground',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

export function Badge({
  className,
  tone,
  ...props
}: ComponentProps<'span'> & VariantProps<typeof badgeVariants>) {
  return <span className={cn(badgeVariants({ tone }), className)} {...props} />;
}
