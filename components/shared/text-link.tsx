import type { ComponentProps } from 'react';
import { Link } from '@/components/ui/link';
import { cn } from '@/lib/platform/cn';

export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      className={cn('rounded-sm font-medium text-accent underline-offset-4 hover:underline', className)}
      {...props}
    />
  );
}
