'use client';

import * as SheetPrimitive from 'radix-ui/dialog';
import type { ComponentProps } from 'react';
import { overlayClasses } from '@/components/ui/dialog';
import { cn } from '@/lib/platform/cn';

const SIDES = {
  start:
    'inset-y-0 start-0 w-72 max-w-[85vw] border-e data-[state=open]:slide-in-from-left data-[state=closed]:slide-out-to-left',
  end: 'inset-y-0 end-0 w-96 max-w-[92vw] border-s data-[state=open]:slide-in-from-right data-[state=closed]:slide-out-to-right',
  bottom:
    'inset-x-0 bottom-0 max-h-[85dvh] rounded-t-xl border-t pb-[env(safe-area-inset-bottom)] data-[state=open]:slide-in-from-bottom data-[state=closed]:slide-out-to-bottom',
};

export const Sheet = SheetPrimitive.Root;
export const SheetTrigger = SheetPrimitive.Trigger;
export const SheetClose = SheetPrimitive.Close;
export const SheetTitle = SheetPrimitive.Title;

type SheetContentProps = ComponentProps<typeof SheetPrimitive.Content> & { side?: keyof typeof SIDES };

export function SheetContent({ className, side = 'end', ...props }: SheetContentProps) {
  return (
    <SheetPrimitive.Portal>
      <SheetPrimitive.Overlay className={overlayClasses} />
      <SheetPrimitive.Content
        className={cn(
          'fixed z-50 overflow-y-auto border-border bg-surface-raised shadow-float outline-none duration-200 data-[state=closed]:animate-out data-[state=open]:animate-in',
          SIDES[side],
          className,
        )}
        {...props}
      />
    </SheetPrimitive.Portal>
  );
}
