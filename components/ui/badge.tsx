import type { ComponentProps } from 'react';
import { cn } from '@/lib/platform/cn';

const baseClasses =
  'inline-flex h-5 max-w-full shrink-0 items-center gap-1 truncate rounded-full px-2 font-medium text-xs [&_svg]:size-3';

const toneClasses = {
  neutral: 'bg-muted text-muted-foreground',
  accent: 'bg-accent-soft text-accent-soft-foreground',
  online: 'bg-online-soft text-online',
  waiting: 'bg-waiting-soft text-waiting',
  danger: 'bg-danger-soft text-danger',
  outline: 'border border-border text-muted-foreground',
};

type BadgeProps = ComponentProps<'span'> & { tone?: keyof typeof toneClasses };

export function Badge({ className, tone = 'neutral', ...props }: BadgeProps) {
  return <span className={cn(baseClasses, toneClasses[tone], className)} {...props} />;
}
