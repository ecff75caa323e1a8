import type { ListedMember, MembersPage } from '@/lib/people/directory/schema';
import { moveBefore } from '@/lib/platform/arrange';

/** Something that happens to rows of the list: shown at once, kept when the server agrees. */
export type MembersChange =
  | { kind: 'patch'; ids: readonly string[]; patch: (member: ListedMember) => ListedMember }
  | { kind: 'remove'; ids: readonly string[] }
  | { kind: 'move'; id: string; beforeId: string | null };

export function applyChange(members: readonly ListedMember[], change: MembersChange): ListedMember[] {
  switch (change.kind) {
    case 'patch':
      return members.map((member) => (change.ids.includes(member.id) ? change.patch(member) : member));
    case 'remove':
      return members.filter(({ id }) => !change.ids.includes(id));
    case 'move':
      return moveBefore(members, change.id, change.beforeId);
  }
}

export type ShownMembers = { members: ListedMember[]; hasMore: boolean; total: number };

export const showFirst = (first: MembersPage): ShownMembers => ({
  members: first.members,
  hasMore: first.hasMore,
  total: first.total ?? first.members.length,
});

/** The first page came again, after a change: further pages that were loaded stay below it. */
export function showAgain(shown: ShownMembers, old: MembersPage, first: MembersPage): ShownMembers {
  if (shown.members.length <= old.members.length) return showFirst(first);
  const known = new Set(first.members.map(({ id }) => id));
  const below = shown.members.filter(({ id }) => !known.has(id));
  return { ...showFirst(first), members: [...first.members, ...below], hasMore: shown.hasMore };
}

export function showMore(shown: ShownMembers, page: MembersPage): ShownMembers {
  const known = new Set(shown.members.map(({ id }) => id));
  const added = page.members.filter(({ id }) => !known.has(id));
  return { ...shown, members: [...shown.members, ...added], hasMore: page.hasMore };
}
