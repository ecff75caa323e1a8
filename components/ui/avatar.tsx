'use client';

import * as AvatarPrimitive from 'radix-ui/avatar';
import { cn } from '@/lib/platform/cn';
import { initials } from '@/lib/platform/format';

const SIZES = {
  sm: 'size-6 text-[10px]',
  md: 'size-8 text-xs',
  lg: 'size-10 text-sm',
  xl: 'size-16 text-xl',
};

type AvatarProps = { name: string; src?: string | null; size?: keyof typeof SIZES; className?: string };

/** Decorative: the name always stands beside it, or names the control around it. */
export function Avatar({ name, src, size = 'md', className }: AvatarProps) {
  return (
    <AvatarPrimitive.Root
      aria-hidden
      className={cn('inline-flex shrink-0 overflow-hidden rounded-full select-none', SIZES[size], className)}
    >
      {src ? <AvatarPrimitive.Image src={src} alt="" className="size-full object-cover" /> : null}
      <AvatarPrimitive.Fallback className="flex size-full items-center justify-center bg-accent-soft font-semibold text-accent-soft-foreground">
        {initials(name)}
      </AvatarPrimitive.Fallback>
    </AvatarPrimitive.Root>
  );
}
