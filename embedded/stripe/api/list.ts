import { invalid, noSuch } from '@/embedded/stripe/api-error';
import type { Params } from '@/embedded/stripe/params';
import type { List } from '@/embedded/stripe/records';

/** One page of a list, newest first, from rows that come oldest first. */
export function page<T extends { id: string; created?: number }>(
  rows: T[],
  params: Params,
  url: string,
): List<T> {
  const limit = params.integer('limit') ?? 10;
  if (limit < 1 || limit > 100) throw invalid('Limit must be between 1 and 100.', 'limit');
  const after = params.string('starting_after');
  const before = params.string('ending_before');
  const newest = [...rows].reverse().filter(createdFilter(params));
  const indexOf = (id: string, param: string): number => {
    const index = newest.findIndex((row) => row.id === id);
    if (index < 0) throw noSuch('object', id, param);
    return index;
  };
  if (before) {
    const end = indexOf(before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', data: newest.slice(start, end), has_more: start > 0, url };
  }
  const start = after ? indexOf(after, 'starting_after') + 1 : 0;
  const data = newest.slice(start, start + limit);
  return { object: 'list', data, has_more: start + limit < newest.length, url };
}

function createdFilter(params: Params): (row: { created?: number }) => boolean {
  const range = params.child('created');
  const bounds = {
    gt: range?.integer('gt'),
    gte: range?.integer('gte'),
    lt: range?.integer('lt'),
    lte: range?.integer('lte'),
  };
  return ({ created = 0 }) =>
    (bounds.gt === undefined || created > bounds.gt) &&
    (bounds.gte === undefined || created >= bounds.gte) &&
    (bounds.lt === undefined || created < bounds.lt) &&
    (bounds.lte === undefined || created <= bounds.lte);
}
