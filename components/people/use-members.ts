'use client';

import { startTransition, useCallback, useOptimistic, useState, useTransition } from 'react';
import type { ActionAnswer } from '@/components/shared/use-action-form';
import { useErrorText } from '@/components/shared/use-error-text';
import { useMember } from '@/components/shell/member-provider';
import { notify } from '@/components/ui/notify';
import { moreMembersAction } from '@/lib/people/directory/actions';
import {
  applyChange,
  type MembersChange,
  showAgain,
  showFirst,
  showMore,
} from '@/lib/people/directory/members-pages';
import { formatMembersQuery, type MembersQuery } from '@/lib/people/directory/query';
import type { ListedMember, MembersPage } from '@/lib/people/directory/schema';

type Act<Data> = {
  /** Shown at once. */
  change: MembersChange | null;
  action: () => Promise<ActionAnswer<Data> | undefined>;
  /** What of it the server has agreed to, and stays. */
  kept: (data: Data) => MembersChange | null;
  onDone?: (data: Data) => void;
};

export type RunChange = <Data>(act: Act<Data>) => void;

/** The rows of the list: the first page as the server drew it, what was loaded since, and changes under way. */
export function useMembers(first: MembersPage, query: MembersQuery) {
  const errorText = useErrorText();
  const { organizationSlug: organization } = useMember();
  const address = formatMembersQuery(query);
  const [state, setState] = useState({ first, address, shown: showFirst(first) });
  if (state.first !== first) {
    const isSameList = state.address === address;
    const shown = isSameList ? showAgain(state.shown, state.first, first) : showFirst(first);
    setState({ first, address, shown });
  }
  const [members, showChange] = useOptimistic<ListedMember[], MembersChange>(
    state.shown.members,
    applyChange,
  );
  const [isLoadingMore, startLoading] = useTransition();

  const run = useCallback(
    <Data>({ change, action, kept, onDone }: Act<Data>): void =>
      startTransition(async () => {
        if (change) showChange(change);
        const offline = (): ActionAnswer<Data> => ({ serverError: { code: 'offline' } });
        const answer: ActionAnswer<Data> = (await action().catch(offline)) ?? {};
        const refusal = answer.serverError ?? (answer.validationErrors && { code: 'value_is_invalid' });
        if (refusal) return notify.error(errorText(refusal));
        const data = answer.data as Data;
        const lasting = kept(data);
        if (lasting) {
          startTransition(() =>
            setState((now) => ({
              ...now,
              shown: { ...now.shown, members: applyChange(now.shown.members, lasting) },
            })),
          );
        }
        onDone?.(data);
      }),
    [errorText, showChange],
  );

  const loadMore = (): void => {
    const last = members.at(-1);
    if (!last || isLoadingMore) return;
    const after = { key: last.key, id: last.id };
    startLoading(async () => {
      const answer = await moreMembersAction({ organization, query, after }).catch(() => ({
        data: undefined,
        serverError: { code: 'offline' },
      }));
      const page = answer?.data;
      if (!page) return notify.error(errorText(answer?.serverError ?? { code: 'value_is_invalid' }));
      startTransition(() =>
        setState((now) => (now.address === address ? { ...now, shown: showMore(now.shown, page) } : now)),
      );
    });
  };

  const { hasMore, total } = state.shown;
  return { members, hasMore, total, isLoadingMore, loadMore, run };
}
