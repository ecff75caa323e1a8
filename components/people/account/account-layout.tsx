import type { ReactNode } from 'react';
import { SectionList } from '@/components/shared/section-list';

export type AccountSection = { id: string; label: string; content: ReactNode };

/** The sections of an account, with a list of them beside on wide screens. */
export function AccountLayout({ label, sections }: { label: string; sections: readonly AccountSection[] }) {
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[10.5rem_minmax(0,1fr)] lg:gap-8">
      <SectionList label={label} sections={sections.map(({ id, label }) => ({ id, label }))} />
      <div className="grid min-w-0 gap-6">
        {sections.map(({ id, content }) => (
          <div key={id} id={id} className="grid scroll-mt-6 gap-6">
            {content}
          </div>
        ))}
      </div>
    </div>
  );
}
