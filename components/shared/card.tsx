import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/lib/platform/cn';

export function Card({ className, ...props }: ComponentProps<'section'>) {
  return (
    <section className={cn('rounded-xl border border-border bg-surface shadow-card', className)} {...props} />
  );
}

type CardHeaderProps = { title: ReactNode; description?: ReactNode; actions?: ReactNode };

export function CardHeader({ title, description, actions }: CardHeaderProps) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-3 px-5 pt-5">
      <div className="grid min-w-0 gap-0.5">
        <h2 className="font-semibold text-[15px]">{title}</h2>
        {description ? <p className="text-muted-foreground">{description}</p> : null}
      </div>
      {actions}
    </div>
  );
}

export function CardBody({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('grid gap-4 p-5', className)} {...props} />;
}
