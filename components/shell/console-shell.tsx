import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { BottomBar } from '@/components/shell/bottom-bar';
import { ConnectionBanner } from '@/components/shell/connection-banner';
import type { OrganizationChoice } from '@/components/shell/organization-menu';
import { Sidebar } from '@/components/shell/sidebar';

type ConsoleShellProps = {
  organizations: readonly OrganizationChoice[];
  isOnboarding: boolean;
  /** Counts beside the inbox in the navigation. */
  inboxBadge?: ReactNode;
  offlineBadge?: ReactNode;
  children: ReactNode;
};

/** The frame of the console. It is as high as the window and does not scroll; what is inside it does. */
export function ConsoleShell({
  organizations,
  isOnboarding,
  inboxBadge = null,
  offlineBadge = null,
  children,
}: ConsoleShellProps) {
  const t = useTranslations('shell');
  const common = { organizations, isOnboarding, inboxBadge };
  return (
    <div className="group/console relative flex h-dvh flex-col overflow-clip md:flex-row">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-50 focus:rounded-md focus:bg-accent focus:px-3 focus:py-2 focus:text-accent-foreground"
      >
        {t('skipToContent')}
      </a>
      <Sidebar {...common} offlineBadge={offlineBadge} />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ConnectionBanner />
        <main id="content" tabIndex={-1} className="relative min-h-0 flex-1 outline-none">
          {children}
        </main>
      </div>
      <BottomBar {...common} />
    </div>
  );
}
