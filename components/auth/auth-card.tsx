import type { ReactNode } from 'react';

type AuthCardProps = { title: ReactNode; text?: ReactNode; children?: ReactNode; footer?: ReactNode };

/** One task, one card: the frame of every page for people who are not signed in. */
export function AuthCard({ title, text, children, footer }: AuthCardProps) {
  return (
    <div className="grid gap-6">
      <div className="grid gap-1.5">
        <h1 className="text-balance font-semibold text-2xl leading-8 tracking-tight">{title}</h1>
        {text ? <p className="text-muted-foreground">{text}</p> : null}
      </div>
      {children}
      {footer ? <p className="text-muted-foreground">{footer}</p> : null}
    </div>
  );
}
