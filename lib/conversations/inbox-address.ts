import { type ListName, listNames } from '@/lib/conversations/inbox-lists';
import type { AllFilter } from '@/lib/conversations/schema';
import { isUuid } from '@/lib/platform/ids';

/** The inbox's own part of the address: which list, which conversation, and on narrow screens its details. */
export interface InboxAddress {
  conversationId: string | null;
  list: ListName | null;
  filter: AllFilter;
  isDetails: boolean;
}

export const inboxPath = (organizationSlug: string): string => `/${organizationSlug}/inbox`;

export function toPath(organizationSlug: string, address: InboxAddress): string {
  const query = new URLSearchParams();
  if (address.list !== null) query.set('list', address.list);
  if (address.list === 'all' && address.filter === 'closed') query.set('show', 'closed');
  if (address.isDetails && address.conversationId !== null) query.set('view', 'details');
  const path =
    inboxPath(organizationSlug) + (address.conversationId === null ? '' : `/${address.conversationId}`);
  return query.size === 0 ? path : `${path}?${query}`;
}

export function readAddress(pathname: string, query: URLSearchParams): InboxAddress {
  const last = pathname.split('/')[3] ?? '';
  const list = query.get('list');
  return {
    conversationId: isUuid(last) ? last : null,
    list: listNames.find((name) => name === list) ?? null,
    filter: query.get('show') === 'closed' ? 'closed' : 'current',
    isDetails: query.get('view') === 'details',
  };
}
