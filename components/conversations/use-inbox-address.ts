'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useMemo } from 'react';
import { useInbox } from '@/components/conversations/inbox-context';
import { useShownId } from '@/components/conversations/use-inbox-state';
import { useMember } from '@/components/shell/member-provider';
import { type InboxAddress, readAddress, toPath } from '@/lib/conversations/inbox-address';
import type { ListName } from '@/lib/conversations/inbox-lists';

export interface AddressControl {
  address: InboxAddress;
  /** The conversation on the screen. It changes at once; the address follows. */
  shownId: string | null;
  /** Where a row of a list leads; the same function until the filter changes. */
  pathTo(conversationId: string, list: ListName): string;
  go(change: Partial<InboxAddress>, options?: { replace?: boolean }): void;
}

/**
 * Switching conversations must not wait for the server, which has nothing to add: the address is changed
 * in the browser's history, and back and forward work.
 */
export function useInboxAddress(): AddressControl {
  const inbox = useInbox();
  const { organizationSlug } = useMember();
  const pathname = usePathname();
  const query = useSearchParams();
  const shownId = useShownId();
  const address = useMemo(() => readAddress(pathname, new URLSearchParams(query)), [pathname, query]);

  useEffect(() => inbox.show(address.conversationId), [inbox, address.conversationId]);
  useEffect(() => () => inbox.show(null), [inbox]);

  const { filter } = address;
  const pathTo = useCallback(
    (conversationId: string, list: ListName) =>
      toPath(organizationSlug, { conversationId, list, filter, isDetails: false }),
    [organizationSlug, filter],
  );
  // Asked of the browser, not of what is drawn: the same function for all time, so that rows are not drawn anew
  // for every conversation that is opened.
  const go = useCallback<AddressControl['go']>(
    (change, { replace = false } = {}) => {
      if (change.conversationId !== undefined) inbox.show(change.conversationId);
      const { pathname, search } = window.location;
      const now = readAddress(pathname, new URLSearchParams(search));
      const path = toPath(organizationSlug, { ...now, isDetails: false, ...change });
      if (replace) window.history.replaceState(null, '', path);
      else window.history.pushState(null, '', path);
    },
    [inbox, organizationSlug],
  );
  return { address, shownId, pathTo, go };
}
