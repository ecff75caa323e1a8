'use client';

import { useEffect, useState } from 'react';
import { Toaster as Sonner } from 'sonner';
import { announceListMounted } from '@/components/ui/notify';

export function Toasts() {
  // The list's own effect, which starts listening, runs before this one.
  useEffect(announceListMounted, []);
  // Where nobody writes: messages are typed at the end of the screen, which on phones is all of its width.
  const [isWide] = useState(() => window.matchMedia('(min-width: 48rem)').matches);
  // Clear of the sidebar, where the availability switch is.
  const [left] = useState(() => (window.matchMedia('(min-width: 64rem)').matches ? '16rem' : '5rem'));
  return (
    <Sonner
      position={isWide ? 'bottom-left' : 'top-center'}
      // On phones below the header, where the way back is.
      offset={isWide ? { left, bottom: '1rem' } : { top: '4rem' }}
      mobileOffset={{ top: '4rem' }}
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'font-sans flex w-(--width) items-start gap-2.5 rounded-lg border border-border bg-surface-raised px-3.5 py-3 text-sm text-foreground shadow-float',
          title: 'font-medium',
          description: 'text-muted-foreground',
          success: '[&_[data-icon]]:text-online',
          error: '[&_[data-icon]]:text-danger',
          icon: 'mt-0.5 [&_svg]:size-4',
          actionButton: 'ms-auto shrink-0 font-medium text-accent hover:underline',
        },
      }}
    />
  );
}
