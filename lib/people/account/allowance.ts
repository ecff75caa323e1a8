import { holdsRight, type MemberRight, type Module, SCOPES, type Scope } from '@/lib/auth/permissions';
import type { MemberAccount } from '@/lib/people/account/schema';

type Viewer = { id: string; rights: readonly MemberRight[]; modules: readonly Module[]; scope: Scope };

/** What the page offers to change. The database judges the same again; this keeps people from asking in vain. */
export type Allowance = {
  isSelf: boolean;
  /** How they appear and what they read: everybody's own, and whoever manages them. */
  personal: boolean;
  managed: boolean;
  lockedRights: readonly MemberRight[];
  lockedModules: readonly Module[];
  lockedScopes: readonly Scope[];
  /** Null: all groups; otherwise those the viewer is in, where they place others; none of their own. */
  groups: readonly string[] | null;
};

export function allowanceOf(viewer: Viewer, account: MemberAccount, modules: readonly Module[]): Allowance {
  const isSelf = viewer.id === account.id;
  const managed = account.is_manageable;
  const isAdministrator = holdsRight(viewer, 'administrator');
  const reach = (scope: Scope): number => SCOPES.indexOf(scope);
  return {
    isSelf,
    personal: isSelf || managed,
    managed,
    lockedRights: isAdministrator || holdsRight(account, 'administrator') ? [] : ['administrator'],
    lockedModules: isAdministrator
      ? []
      : modules.filter((module) => !viewer.modules.includes(module) && !account.modules.includes(module)),
    lockedScopes: isAdministrator
      ? []
      : SCOPES.filter((scope) => reach(scope) > reach(viewer.scope) && reach(scope) > reach(account.scope)),
    groups: account.actor_groups.length === 0 ? null : isSelf ? [] : account.actor_groups,
  };
}
