'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { AvailabilityDot } from '@/components/shell/availability-dot';
import { useAvailability } from '@/components/shell/availability-provider';
import { useMember } from '@/components/shell/member-provider';
import { NavLink } from '@/components/shell/nav-link';
import { phoneNavigationFor } from '@/components/shell/navigation';
import type { OrganizationChoice } from '@/components/shell/organization-menu';
import { Avatar } from '@/components/ui/avatar';

/** Loaded when it is first asked for. */
const PhoneMenuSheet = dynamic(
  () => import('@/components/shell/phone-menu-sheet').then((file) => file.PhoneMenuSheet),
  { ssr: false },
);

const itemClasses =
  'relative flex min-h-14 flex-1 flex-col items-center justify-center gap-1 px-1 font-medium text-[11px] leading-none text-muted-foreground focus-visible:-outline-offset-2 aria-[current=page]:text-accent';

type BottomBarProps = {
  organizations: readonly OrganizationChoice[];
  isOnboarding: boolean;
  inboxBadge: ReactNode;
};

/** Navigation on phones. A view that needs the whole screen, such as an open conversation, marks itself with data-full-screen. */
export function BottomBar({ organizations, isOnboarding, inboxBadge }: BottomBarProps) {
  const t = useTranslations('shell');
  const member = useMember();
  const { isAgent, shown } = useAvailability();
  const [isOpen, setOpen] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const pages = phoneNavigationFor(member, { isOnboarding });
  return (
    <nav
      aria-label={t('navigation')}
      className="flex shrink-0 border-border border-t bg-surface pb-[env(safe-area-inset-bottom)] group-has-data-full-screen/console:hidden md:hidden"
    >
      {pages.bar.map(({ key, icon: Icon, path }) => (
        <NavLink key={key} href={path} className={itemClasses}>
          <span className="relative">
            <Icon aria-hidden className="size-5" />
            {key === 'inbox' ? <span className="absolute -end-3 -top-2">{inboxBadge}</span> : null}
          </span>
          <span className="max-w-full truncate">{t(key === 'openingHours' ? 'openingHoursShort' : key)}</span>
        </NavLink>
      ))}
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className={itemClasses}
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
      >
        <span className="relative -my-0.5">
          <Avatar name={member.nickname} src={member.avatarUrl} size="sm" />
          {isAgent ? (
            <span className="absolute -end-1 -bottom-1 inline-flex rounded-full bg-surface p-0.5">
              <AvailabilityDot shown={shown} />
            </span>
          ) : null}
        </span>
        <span>{t('menu')}</span>
      </button>
      {isWanted ? (
        <PhoneMenuSheet
          pages={pages.menu}
          organizations={organizations}
          isOpen={isOpen}
          onOpenChange={setOpen}
        />
      ) : null}
    </nav>
  );
}
