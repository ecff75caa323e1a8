import {
  CalendarClock,
  ClipboardList,
  CreditCard,
  type LucideIcon,
  Mail,
  MessagesSquare,
  PanelsTopLeft,
  Rocket,
  UsersRound,
} from 'lucide-react';
import {
  type MemberRight,
  type Module,
  managesPeople,
  managesSettings,
  managesSites,
  seesConversations,
} from '@/lib/auth/permissions';

export type NavigationKey =
  | 'start'
  | 'inbox'
  | 'offlineMessages'
  | 'people'
  | 'sites'
  | 'openingHours'
  | 'questionnaires'
  | 'subscription';
export type NavigationItem = {
  key: NavigationKey;
  icon: LucideIcon;
  path: string;
  /** The heading it stands under. */
  group: 'company' | null;
};

type Navigator = { rights: readonly MemberRight[]; modules: readonly Module[]; managesBilling: boolean };

const ITEMS: (NavigationItem & { isFor: (member: Navigator) => boolean })[] = [
  { key: 'start', icon: Rocket, path: 'start', group: null, isFor: managesSites },
  { key: 'inbox', icon: MessagesSquare, path: 'inbox', group: null, isFor: seesConversations },
  { key: 'offlineMessages', icon: Mail, path: 'inbox?list=offline', group: null, isFor: seesConversations },
  { key: 'people', icon: UsersRound, path: 'people', group: 'company', isFor: managesPeople },
  { key: 'sites', icon: PanelsTopLeft, path: 'sites', group: 'company', isFor: managesSites },
  {
    key: 'openingHours',
    icon: CalendarClock,
    path: 'opening-hours',
    group: 'company',
    isFor: managesSettings,
  },
  {
    key: 'questionnaires',
    icon: ClipboardList,
    path: 'questionnaires',
    group: 'company',
    isFor: managesSettings,
  },
  {
    key: 'subscription',
    icon: CreditCard,
    path: 'subscription',
    group: 'company',
    isFor: ({ managesBilling }) => managesBilling,
  },
];

/** What the member may open. Hiding is a courtesy; each page checks for itself. */
export function navigationFor(
  member: Navigator & { organizationSlug: string },
  { isOnboarding }: { isOnboarding: boolean },
): NavigationItem[] {
  return ITEMS.filter(({ key, isFor }) => isFor(member) && (key !== 'start' || isOnboarding)).map(
    ({ key, icon, path, group }) => ({ key, icon, group, path: `/${member.organizationSlug}/${path}` }),
  );
}

/** As many names as a small phone shows in full, beside the menu's. */
const BAR_PAGES_MAX = 5;

/** On phones: what stands in the bar, and what its menu holds. The offline messages have a tab of the inbox. */
export function phoneNavigationFor(...whose: Parameters<typeof navigationFor>): {
  bar: NavigationItem[];
  menu: NavigationItem[];
} {
  const pages = navigationFor(...whose).filter(({ key }) => key !== 'offlineMessages');
  return { bar: pages.slice(0, BAR_PAGES_MAX), menu: pages.slice(BAR_PAGES_MAX) };
}
