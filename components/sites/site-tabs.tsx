'use client';

import { useTranslations } from 'next-intl';
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

/** Links, because each part is a page with an address of its own. */
export function SiteTabs({ base }: { base: string }) {
  const t = useTranslations('sites.tabs');
  return (
    <nav aria-label={t('label')} className="flex overflow-x-auto border-border border-b">
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
