import { describe, expect, test } from 'vitest';
import { applyChange, showAgain, showFirst, showMore } from '@/lib/people/directory/members-pages';
import { planGroup, planRights } from '@/lib/people/directory/plan-changes';
import { formatMembersQuery, isArrangeable, parseMembersQuery } from '@/lib/people/directory/query';
import type { ListedMember, MembersPage } from '@/lib/people/directory/schema';
import { stepTarget } from '@/lib/platform/arrange';

const member = (id: string): ListedMember => ({
  id,
  key: id,
  nickname: id,
  first_name: '',
  last_name: '',
  email: null,
  avatar_path: null,
  rights: ['agent'],
  modules: ['livechat'],
  scope: 'own',
  status: 'active',
  locale: 'en',
  last_seen_at: null,
  is_online: null,
  groups: [],
  departments: [],
  invitation_expires_at: null,
  is_manageable: true,
});
const page = (ids: string, hasMore = false): MembersPage => ({
  members: [...ids].map(member),
  hasMore,
  total: 9,
});
const shownIds = ({ members }: { members: readonly ListedMember[] }): string =>
  members.map(({ id }) => id).join('');

describe('the address of the list', () => {
  const group = '5f0c7d1e-7f0b-4c55-8c3f-6f1a2b3c4d5e';

  test('says what is searched, filtered and sorted, and reads back the same', () => {
    const query = parseMembersQuery({ q: 'inès', right: 'agent', group, status: 'invited', sort: 'name' });
    expect(query).toEqual({
      search: 'inès',
      right: 'agent',
      group,
      site: null,
      status: 'invited',
      sort: 'name',
    });
    const address = formatMembersQuery(query);
    expect(parseMembersQuery(Object.fromEntries(new URLSearchParams(address)))).toEqual(query);
  });

  test('takes what it does not understand for not said', () => {
    const query = parseMembersQuery({
      q: ['a', 'b'],
      right: 'king',
      group: "'; drop",
      status: 'deleted',
      sort: 'x',
    });
    expect(formatMembersQuery(query)).toBe('?q=a');
  });

  test('is bare for the whole list in its own order, which alone can be rearranged [P15, P16]', () => {
    const query = parseMembersQuery({});
    expect(formatMembersQuery(query)).toBe('');
    expect(isArrangeable(query)).toBe(true);
    expect(isArrangeable({ ...query, sort: 'name' })).toBe(false);
    expect(isArrangeable({ ...query, right: 'agent' })).toBe(false);
  });
});

describe('the pages of the list', () => {
  const first = page('abc', true);
  const two = showMore(showFirst(first), page('de'));

  test('follow each other, nobody twice', () => {
    expect(shownIds(two)).toBe('abcde');
    expect(shownIds(showMore(two, page('ef')))).toBe('abcdef');
    expect(two.hasMore).toBe(false);
  });

  test('stay loaded when the first comes again changed', () => {
    expect(shownIds(showAgain(two, first, page('bad', true)))).toBe('badce');
    expect(shownIds(showAgain(showFirst(first), first, page('ab')))).toBe('ab');
  });

  test('show a change of one row in that row alone', () => {
    const patched = applyChange(two.members, {
      kind: 'patch',
      ids: ['b'],
      patch: (row) => ({ ...row, status: 'suspended' }),
    });
    expect(patched.filter(({ status }) => status === 'suspended').map(({ id }) => id)).toEqual(['b']);
    expect(shownIds({ members: applyChange(two.members, { kind: 'remove', ids: ['a', 'e'] }) })).toBe('bcd');
  });

  test('move a row one step up or down, and not beyond the ends [P15]', () => {
    const step = (id: string, by: -1 | 1): string | undefined => {
      const to = stepTarget(two.members, id, by);
      return to && shownIds({ members: applyChange(two.members, { kind: 'move', id, ...to }) });
    };
    expect(step('c', -1)).toBe('acbde');
    expect(step('c', 1)).toBe('abdce');
    expect(step('d', 1)).toBe('abced');
    expect(step('a', -1)).toBeUndefined();
    expect(step('e', 1)).toBeUndefined();
  });
});

describe('one change to many', () => {
  const actor = { rights: ['administrator'], modules: ['people'], scope: 'all' } as const;

  test('leaves each the other rights they hold [A10]', () => {
    const rows = [
      { id: 'a', rights: ['agent' as const], modules: [], scope: 'own' as const },
      { id: 'b', rights: ['agent' as const, 'tester' as const], modules: [], scope: 'all' as const },
      { id: 'c', rights: ['agent' as const], modules: [], scope: 'own' as const },
      { id: 'd', rights: ['supervisor' as const], modules: [], scope: 'site' as const },
    ];
    expect(planRights(rows, { right: 'supervisor', isOn: true }, actor)).toEqual([
      { changes: { rights: ['supervisor', 'agent'], scope: 'site' }, ids: ['a', 'c'] },
      { changes: { rights: ['supervisor', 'agent', 'tester'] }, ids: ['b'] },
    ]);
    expect(planRights(rows, { right: 'tester', isOn: false }, actor)).toEqual([
      { changes: { rights: ['agent'] }, ids: ['b'] },
    ]);
  });

  test('leaves each the other groups they are in', () => {
    const rows = [
      { id: 'a', groups: [] },
      { id: 'b', groups: ['y', 'x'] },
      { id: 'c', groups: ['z'] },
    ];
    expect(planGroup(rows, { groupId: 'x', isIn: true })).toEqual([
      { changes: { groups: ['x'] }, ids: ['a'] },
      { changes: { groups: ['x', 'z'] }, ids: ['c'] },
    ]);
    expect(planGroup(rows, { groupId: 'x', isIn: false })).toEqual([
      { changes: { groups: ['y'] }, ids: ['b'] },
    ]);
  });
});
