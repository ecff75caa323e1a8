import { type LucideIcon, MessagesSquare, PanelsTopLeft, Rocket, UsersRound } from 'lucide-react';
import {
  type MemberRight,
  type Module,
  managesPeople,
  managesSites,
  seesConversations,
} from '@/lib/auth/permissions';

export type NavigationKey = 'start' | 'inbox' | 'people' | 'sites';
export type NavigationItem = { key: NavigationKey; icon: LucideIcon; path: string };

const ITEMS: (NavigationItem & {
  isFor: (member: { rights: readonly MemberRight[]; modules: readonly Module[] }) => boolean;
})[] = [
  { key: 'start', icon: Rocket, path: 'start', isFor: managesSites },
  { key: 'inbox', icon: MessagesSquare, path: 'inbox', isFor: seesConversations },
  { key: 'people', icon: UsersRound, path: 'people', isFor: managesPeople },
  { key: 'sites', icon: PanelsTopLeft, path: 'sites', isFor: managesSites },
];

/** What the member may open. Hiding is a courtesy; each page checks for itself. */
export function navigationFor(
  member: { rights: readonly MemberRight[]; modules: readonly Module[]; organizationSlug: string },
  { isOnboarding }: { isOnboarding: boolean },
): NavigationItem[] {
  return ITEMS.filter(({ key, isFor }) => isFor(member) && (key !== 'start' || isOnboarding)).map(
    ({ key, icon, path }) => ({ key, icon, path: `/${member.organizationSlug}/${path}` }),
  );
}
