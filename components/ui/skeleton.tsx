import type { ComponentProps } from 'react';
import { cn } from '@/lib/platform/cn';

export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return <div aria-hidden className={cn('animate-pulse base:rounded-md bg-muted', className)} {...props} />;
}
