import {
  holdsRight,
  MEMBER_RIGHTS,
  type MemberRight,
  MODULES,
  type Module,
  SCOPES,
  type Scope,
  seesConversations,
} from '@/lib/auth/permissions';
import { presetModules } from '@/lib/people/account/module-presets';

/** What somebody may do and see. */
export type MemberAccess = { rights: readonly MemberRight[]; modules: readonly Module[]; scope: Scope };

/** How far each right usually sees. */
export function presetScope(rights: readonly MemberRight[]): Scope {
  if (rights.includes('administrator')) return 'all';
  return rights.includes('supervisor') ? 'site' : 'own';
}

const inOrder = <T>(all: readonly T[], chosen: readonly T[]): T[] =>
  all.filter((one) => chosen.includes(one));

const narrower = (one: Scope, other: Scope): Scope =>
  SCOPES.indexOf(one) < SCOPES.indexOf(other) ? one : other;

/** Whoever is no administrator gives nothing they do not hold themselves; see private.check_grant. */
export function grantable(actor: MemberAccess): {
  rights: MemberRight[];
  modules: Module[];
  scopes: Scope[];
} {
  if (holdsRight(actor, 'administrator')) {
    return { rights: [...MEMBER_RIGHTS], modules: [...MODULES], scopes: [...SCOPES] };
  }
  return {
    rights: MEMBER_RIGHTS.filter((right) => right !== 'administrator'),
    modules: inOrder(MODULES, actor.modules),
    scopes: SCOPES.slice(0, SCOPES.indexOf(actor.scope) + 1),
  };
}

/** Turns one right on or off, in the order the database keeps them. */
export const withRight = (rights: readonly MemberRight[], right: MemberRight, isOn: boolean): MemberRight[] =>
  MEMBER_RIGHTS.filter((held) => (held === right ? isOn : rights.includes(held)));

/** The scope follows the rights until somebody has chosen another, and never beyond what the actor may give. */
export function scopeAfter(old: MemberAccess, rights: readonly MemberRight[], actor: MemberAccess): Scope {
  if (old.scope !== presetScope(old.rights)) return old.scope;
  const wanted = presetScope(rights);
  const isMore = SCOPES.indexOf(wanted) > SCOPES.indexOf(old.scope);
  if (!isMore || holdsRight(actor, 'administrator')) return wanted;
  const limited = narrower(wanted, actor.scope);
  return narrower(old.scope, limited) === old.scope ? limited : old.scope;
}

/** A form's choice after the rights changed: modules and scope as they come with them, within what may be given. */
export function presetFor(rights: readonly MemberRight[], actor: MemberAccess): MemberAccess {
  const { modules, scopes } = grantable(actor);
  return {
    rights,
    modules: inOrder(modules, presetModules(rights)),
    scope: narrower(presetScope(rights), scopes.at(-1) ?? 'own'),
  };
}

/** A scope is worth asking about where it changes something: an administrator sees all, others may see none. */
export const asksForScope = (access: MemberAccess): boolean =>
  !holdsRight(access, 'administrator') && seesConversations(access);
