import type { ReactNode } from 'react';
import { cn } from '@/lib/platform/cn';

type EmptyStateProps = {
  icon?: ReactNode;
  title: ReactNode;
  text?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

/** What a view shows when there is nothing yet, and what to do about it. */
export function EmptyState({ icon, title, text, actions, className }: EmptyStateProps) {
  return (
    <div className={cn('grid justify-items-center gap-3 px-6 base:py-12 text-center', className)}>
      {icon ? (
        <div className="grid size-11 place-items-center rounded-xl bg-muted text-muted-foreground [&_svg]:size-5">
          {icon}
        </div>
      ) : null}
      <div className="grid gap-1">
        <p className="font-medium text-[15px]">{title}</p>
        {text ? <p className="max-w-sm text-balance text-muted-foreground">{text}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap justify-center gap-2 pt-1">{actions}</div> : null}
    </div>
  );
}
