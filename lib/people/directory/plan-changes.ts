import type { MemberRight, Module, Scope } from '@/lib/auth/permissions';
import { type MemberAccess, scopeAfter, withRight } from '@/lib/people/presets';

export type AccessRow = { id: string; rights: MemberRight[]; modules: Module[]; scope: Scope };
export type GroupsRow = { id: string; groups: string[] };

/** The same change for these members. */
export type Plan = { changes: { rights?: MemberRight[]; scope?: Scope; groups?: string[] }; ids: string[] };

/** One right of many members on or off: what each holds besides stays, so those who end up alike change together. */
export function planRights(
  rows: readonly AccessRow[],
  change: { right: MemberRight; isOn: boolean },
  actor: MemberAccess,
): Plan[] {
  return together(
    rows
      .filter(({ rights }) => rights.includes(change.right) !== change.isOn)
      .map((row) => {
        const rights = withRight(row.rights, change.right, change.isOn);
        const scope = scopeAfter(row, rights, actor);
        return { id: row.id, changes: scope === row.scope ? { rights } : { rights, scope } };
      }),
  );
}

/** Many members into one group or out of it; their other groups stay. */
export function planGroup(rows: readonly GroupsRow[], change: { groupId: string; isIn: boolean }): Plan[] {
  return together(
    rows
      .filter(({ groups }) => groups.includes(change.groupId) !== change.isIn)
      .map(({ id, groups }) => {
        const others = groups.filter((group) => group !== change.groupId);
        return { id, changes: { groups: (change.isIn ? [...others, change.groupId] : others).sort() } };
      }),
  );
}

function together(rows: readonly { id: string; changes: Plan['changes'] }[]): Plan[] {
  const plans = new Map<string, Plan>();
  for (const { id, changes } of rows) {
    const key = JSON.stringify(changes);
    const plan = plans.get(key);
    if (plan) plan.ids.push(id);
    else plans.set(key, { changes, ids: [id] });
  }
  return [...plans.values()];
}
