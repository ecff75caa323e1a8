import type { ReactNode } from 'react';
import { cn } from '@/lib/platform/cn';

/** The frame of a console page that scrolls as a whole; the inbox has its own. */
export function PageBody({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className="relative h-full overflow-y-auto">
      <div className={cn('mx-auto grid w-full base:max-w-4xl gap-6 px-4 py-6 sm:px-8 sm:py-8', className)}>
        {children}
      </div>
    </div>
  );
}
