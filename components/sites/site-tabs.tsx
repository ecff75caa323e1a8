'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { NavLink } from '@/components/shell/nav-link';

const TABS = [
  { key: 'installation', path: '/installation' },
  { key: 'test', path: '/test' },
  { key: 'look', path: '/look' },
  { key: 'agents', path: '/agents' },
  { key: 'hours', path: '/hours' },
  { key: 'forms', path: '/forms' },
  { key: 'routing', path: '/routing' },
  { key: 'targeting', path: '/targeting' },
  { key: 'preview', path: '/preview' },
  { key: 'settings', path: '' },
] as const;

function middleOf(element: Element): number {
  const { left, right } = element.getBoundingClientRect();
  return (left + right) / 2;
}

/** Links, because each part is a page with an address of its own. Where not all have room, the current one is shown. */
export function SiteTabs({ base }: { base: string }) {
  const t = useTranslations('sites.tabs');
  const pathname = usePathname();
  const nav = useRef<HTMLElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has another current tab
  useEffect(() => {
    const tab = nav.current?.querySelector('[aria-current=page]');
    if (nav.current && tab) nav.current.scrollLeft += middleOf(tab) - middleOf(nav.current);
  }, [pathname]);

  return (
    <nav
      ref={nav}
      aria-label={t('label')}
      className="flex overflow-x-auto border-border border-b max-lg:pe-8 max-lg:[mask-image:linear-gradient(to_right,#000_calc(100%-32px),transparent)] rtl:[mask-image:none]"
    >
      {TABS.map(({ key, path }) => (
        <NavLink
          key={key}
          href={base + path}
          isExact
          className="-mb-px flex h-9 shrink-0 items-center whitespace-nowrap border-transparent border-b-2 px-2.5 font-medium text-[13px] text-muted-foreground transition-colors hover:text-foreground focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:text-foreground pointer-coarse:h-11"
        >
          {t(key)}
        </NavLink>
      ))}
    </nav>
  );
}
