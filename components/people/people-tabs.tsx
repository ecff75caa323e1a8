import { useTranslations } from 'next-intl';
import { NavLink } from '@/components/shell/nav-link';
import { type MemberRight, readsAudit } from '@/lib/auth/permissions';

type PeopleTabsProps = { slug: string; member: { rights: readonly MemberRight[] } };

/** Stands above the pages about people. Links, because each part is a page with an address of its own. */
export function PeopleTabs({ slug, member }: PeopleTabsProps) {
  const t = useTranslations('groups.tabs');
  const tabs = [
    { key: 'users', path: '' },
    { key: 'departments', path: '/departments' },
    { key: 'groups', path: '/groups' },
    ...(readsAudit(member) ? [{ key: 'audit', path: '/audit' } as const] : []),
  ] as const;
  return (
    <nav aria-label={t('label')} className="flex gap-1 overflow-x-auto border-border border-b">
      {tabs.map(({ key, path }) => (
        <NavLink
          key={key}
          href={`/${slug}/people${path}`}
          isExact
          className="-mb-px flex h-9 shrink-0 items-center whitespace-nowrap border-transparent border-b-2 px-3 font-medium text-[13px] text-muted-foreground transition-colors hover:text-foreground focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:text-foreground pointer-coarse:h-11"
        >
          {t(key)}
        </NavLink>
      ))}
    </nav>
  );
}
