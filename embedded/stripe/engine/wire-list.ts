import type { List } from '@/embedded/stripe/records';

/** A list inside an object. */
export function wireList<T>(data: T[], url: string): List<T> {
  return { object: 'list', data, has_more: false, url };
}
