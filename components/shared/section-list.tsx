'use client';

import { useEffect, useState } from 'react';
import { cn } from '@/lib/platform/cn';

export type SectionLink = { id: string; label: string };

/** The sections of a long page beside it; marks the one being read. On phones one scrolls. */
export function SectionList({ label, sections }: { label: string; sections: readonly SectionLink[] }) {
  const [current, setCurrent] = useState(sections[0]?.id);

  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        const entered = entries.find((entry) => entry.isIntersecting);
        if (entered) setCurrent(entered.target.id);
      },
      // A section is read when it crosses the upper third.
      { rootMargin: '-20% 0px -65% 0px' },
    );
    for (const { id } of sections) {
      const section = document.getElementById(id);
      if (section) observer.observe(section);
    }
    return () => observer.disconnect();
  }, [sections]);

  return (
    <nav aria-label={label} className="sticky top-8 grid gap-0.5 max-lg:hidden">
      {sections.map(({ id, label: text }) => (
        <a
          key={id}
          href={`#${id}`}
          aria-current={id === current ? 'true' : undefined}
          onClick={() => setCurrent(id)}
          className={cn(
            'rounded-md px-2.5 py-1.5 text-[13px] transition-colors hover:bg-hover hover:text-foreground',
            id === current ? 'bg-muted font-medium text-foreground' : 'text-muted-foreground',
          )}
        >
          {text}
        </a>
      ))}
    </nav>
  );
}
