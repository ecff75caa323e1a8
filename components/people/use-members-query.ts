'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { formatMembersQuery, type MembersQuery } from '@/lib/people/directory/query';

const TYPING_PAUSE_MS = 250;

/** What the list shows is in the address; what is typed goes there when one pauses. */
export function useMembersQuery(query: MembersQuery) {
  const router = useRouter();
  const pathname = usePathname();
  const [isPending, startTransition] = useTransition();
  const [text, setText] = useState(query.search);
  const input = useRef<HTMLInputElement>(null);

  const go = (next: MembersQuery): void =>
    startTransition(() => router.replace(`${pathname}${formatMembersQuery(next)}`, { scroll: false }));

  // An address that came from elsewhere, such as a link to the whole list, is not overruled by what was typed before.
  useEffect(() => {
    if (document.activeElement !== input.current) setText(query.search);
  }, [query.search]);

  useEffect(() => {
    if (text.trim() === query.search.trim() || document.activeElement !== input.current) return;
    const timer = setTimeout(() => go({ ...query, search: text }), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  });

  return {
    text,
    input,
    isPending,
    type: setText,
    choose: (change: Partial<MembersQuery>) => go({ ...query, search: text, ...change }),
    clear: () => {
      setText('');
      go({ ...query, search: '', right: null, group: null, site: null, status: null });
    },
  };
}

export type MembersQueryControl = ReturnType<typeof useMembersQuery>;
