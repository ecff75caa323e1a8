import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/platform/cn';

type NoticeProps = {
  title: string;
  text: string | null;
  tone: 'danger' | 'waiting';
  /** Read out when it appears. */
  role?: 'alert';
  /** What can be done about it. */
  children?: ReactNode;
};

/** Something about the subscription that asks for a decision. */
export function Notice({ title, text, tone, role, children }: NoticeProps) {
  const Icon = tone === 'danger' ? CircleAlert : Info;
  return (
    <section
      role={role}
      className={cn(
        'flex flex-wrap items-center gap-3 rounded-xl px-4 py-3',
        tone === 'danger' ? 'bg-danger-soft text-danger' : 'bg-waiting-soft text-waiting',
      )}
    >
      <Icon aria-hidden className="size-5 shrink-0" />
      <div className="min-w-48 flex-1">
        <p className="font-medium">{title}</p>
        {text ? <p className="text-[13px] text-foreground">{text}</p> : null}
      </div>
      {children ? <div className="flex flex-wrap gap-2 max-sm:basis-full max-sm:ps-8">{children}</div> : null}
    </section>
  );
}
