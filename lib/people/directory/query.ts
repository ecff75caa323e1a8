import { MEMBER_RIGHTS, type MemberRight } from '@/lib/auth/permissions';
import { isUuid } from '@/lib/platform/ids';

export const LISTED_STATUSES = ['invited', 'active', 'suspended'] as const;
export type ListedStatus = (typeof LISTED_STATUSES)[number];

/** As the database function list_members names them. */
export const MEMBER_SORTS = ['position', 'name', 'email', 'last_seen', 'created'] as const;
export type MemberSort = (typeof MEMBER_SORTS)[number];

/** Which members are asked for, in which order. It stands in the address, so that a list can be shared and gone back to. */
export type MembersQuery = {
  search: string;
  right: MemberRight | null;
  group: string | null;
  site: string | null;
  status: ListedStatus | null;
  sort: MemberSort;
};

type Parameters = { [name: string]: string | string[] | undefined };

const SEARCH_LENGTH_MAX = 100;

const oneOf = <T extends string>(all: readonly T[], text: string | undefined): T | null =>
  all.find((one) => one === text) ?? null;

/** What an address asks for; what it says wrongly counts as not said. */
export function parseMembersQuery(parameters: Parameters): MembersQuery {
  const read = (name: string): string | undefined => {
    const value = parameters[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const id = (name: string): string | null => {
    const value = read(name) ?? '';
    return isUuid(value) ? value : null;
  };
  return {
    search: (read('q') ?? '').replaceAll('\0', '').slice(0, SEARCH_LENGTH_MAX),
    right: oneOf(MEMBER_RIGHTS, read('right')),
    group: id('group'),
    site: id('site'),
    status: oneOf(LISTED_STATUSES, read('status')),
    sort: oneOf(MEMBER_SORTS, read('sort')) ?? 'position',
  };
}

/** The same as the end of an address; empty when everything is as usual. */
export function formatMembersQuery(query: MembersQuery): string {
  const parameters = new URLSearchParams();
  if (query.search.trim() !== '') parameters.set('q', query.search.trim());
  for (const name of ['right', 'group', 'site', 'status'] as const) {
    const value = query[name];
    if (value !== null) parameters.set(name, value);
  }
  if (query.sort !== 'position') parameters.set('sort', query.sort);
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

export const isFiltered = ({ search, right, group, site, status }: MembersQuery): boolean =>
  search.trim() !== '' || right !== null || group !== null || site !== null || status !== null;

/** Only the whole list in its own order can be rearranged: elsewhere "between these two" has no meaning. */
export const isArrangeable = (query: MembersQuery): boolean =>
  query.sort === 'position' && !isFiltered(query);

/** The newest and the last seen come first; names from A to Z. */
export const isDescending = (sort: MemberSort): boolean => sort === 'last_seen' || sort === 'created';
