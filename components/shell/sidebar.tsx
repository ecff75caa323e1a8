'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { AvailabilitySwitch } from '@/components/shell/availability-switch';
import { AvatarMenu } from '@/components/shell/avatar-menu';
import { CommandMenu } from '@/components/shell/command-menu';
import { useMember } from '@/components/shell/member-provider';
import { NavLink } from '@/components/shell/nav-link';
import { type NavigationItem, type NavigationKey, navigationFor } from '@/components/shell/navigation';
import { type OrganizationChoice, OrganizationMenu } from '@/components/shell/organization-menu';

type SidebarProps = {
  organizations: readonly OrganizationChoice[];
  isOnboarding: boolean;
  inboxBadge: ReactNode;
  offlineBadge: ReactNode;
};

/** A rail of icons on tablets, with words from 1024 px on; on phones the bottom bar takes its place. */
export function Sidebar({ organizations, isOnboarding, inboxBadge, offlineBadge }: SidebarProps) {
  const t = useTranslations('shell');
  const member = useMember();
  const headingId = useId();
  const items = navigationFor(member, { isOnboarding });
  const company = items.filter(({ group }) => group === 'company');
  return (
    <aside className="flex w-16 shrink-0 flex-col gap-3 border-border border-e bg-surface p-2.5 max-md:hidden lg:w-60">
      <OrganizationMenu organizations={organizations} />
      <CommandMenu isOnboarding={isOnboarding} />
      <nav aria-label={t('navigation')} className="flex-1">
        <NavigationList
          items={items.filter(({ group }) => group === null)}
          badges={{ inbox: inboxBadge, offlineMessages: offlineBadge }}
        />
        {company.length > 0 ? (
          <section
            aria-labelledby={headingId}
            className="mt-4 max-lg:border-border max-lg:border-t max-lg:pt-2.5"
          >
            <h2
              id={headingId}
              className="px-2.5 pb-1 font-medium text-muted-foreground text-xs max-lg:sr-only"
            >
              {t('company')}
            </h2>
            <NavigationList items={company} badges={{}} />
          </section>
        ) : null}
      </nav>
      <div className="grid gap-1 border-border border-t pt-2.5">
        <AvailabilitySwitch />
        <AvatarMenu />
      </div>
    </aside>
  );
}

type NavigationListProps = {
  items: readonly NavigationItem[];
  badges: Partial<Record<NavigationKey, ReactNode>>;
};

function NavigationList({ items, badges }: NavigationListProps) {
  const t = useTranslations('shell');
  return (
    <ul className="grid grid-cols-1 gap-0.5">
      {items.map(({ key, icon: Icon, path }) => (
        <li key={key}>
          <NavLink
            href={path}
            className="relative flex h-9 items-center gap-2 rounded-md px-2.5 font-medium text-[13px] text-muted-foreground transition-colors hover:bg-hover hover:text-foreground aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-soft-foreground max-lg:justify-center max-lg:px-0"
          >
            <Icon aria-hidden className="size-[18px] shrink-0" />
            <span className="flex-1 truncate max-lg:sr-only">{t(key)}</span>
            {badges[key] ? (
              <span className="max-lg:absolute max-lg:end-0 max-lg:top-0">{badges[key]}</span>
            ) : null}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}
