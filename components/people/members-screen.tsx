'use client';

import { SearchX } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ArrangementStatus } from '@/components/people/arrangement-status';
import type { MemberDialog } from '@/components/people/member-dialogs';
import { MemberRow } from '@/components/people/member-row';
import { MembersTable } from '@/components/people/members-table';
import { MembersToolbar } from '@/components/people/members-toolbar';
import { SelectionBar } from '@/components/people/selection-bar';
import { useArrangement } from '@/components/people/use-arrangement';
import { useMemberChanges } from '@/components/people/use-member-changes';
import { useMembers } from '@/components/people/use-members';
import { useMembersQuery } from '@/components/people/use-members-query';
import { useOnline } from '@/components/people/use-online';
import { useSelection } from '@/components/people/use-selection';
import { Card } from '@/components/shared/card';
import { EmptyState } from '@/components/shared/empty-state';
import { useMember } from '@/components/shell/member-provider';
import { Button } from '@/components/ui/button';
import type { MemberRight } from '@/lib/auth/permissions';
import { moveMemberAction } from '@/lib/people/directory/actions';
import { isArrangeable, type MembersQuery } from '@/lib/people/directory/query';
import type { Choice, ListedMember, MembersPage } from '@/lib/people/directory/schema';
import { grantable } from '@/lib/people/presets';
import { avatarUrl } from '@/lib/platform/avatar-url';

/** Loaded when there is something to ask or to show. */
const MemberDialogs = dynamic(
  () => import('@/components/people/member-dialogs').then((file) => file.MemberDialogs),
  { ssr: false },
);

type MembersScreenProps = {
  first: MembersPage;
  query: MembersQuery;
  groups: readonly Choice[];
  sites: readonly Choice[];
  supabaseUrl: string;
  nowMs: number;
};

export function MembersScreen({ first, query, groups, sites, supabaseUrl, nowMs }: MembersScreenProps) {
  const t = useTranslations('people');
  const you = useMember();
  const control = useMembersQuery(query);
  const { members, hasMore, total, isLoadingMore, loadMore, run } = useMembers(first, query);
  const online = useOnline(members.map(({ id }) => id));
  const [dialog, setDialog] = useState<MemberDialog | null>(null);
  const changes = useMemberChanges({ members, run, openDialog: setDialog });
  const selection = useSelection(members.filter((member) => member.is_manageable).map(({ id }) => id));
  const arrangement = useArrangement(
    members.map(({ id, nickname }) => ({ id, name: nickname })),
    (id, beforeId) => {
      const change = { kind: 'move', id, beforeId } as const;
      run({
        change,
        action: () => moveMemberAction({ organization: you.organizationSlug, memberId: id, beforeId }),
        kept: () => change,
      });
    },
    { hasMore },
  );
  const { rights } = grantable(you);

  function changeRight(ids: readonly string[], right: MemberRight, isOn: boolean): void {
    const change = () => changes.changeRight(ids, right, isOn);
    // Whoever takes this from themselves cannot give it back.
    const losesAccess =
      !isOn && (right === 'administrator' || right === 'supervisor') && ids.includes(you.memberId);
    if (losesAccess && you.rights.includes(right)) setDialog({ kind: 'lose-access', onConfirm: change });
    else change();
  }

  function askToDelete(gone: readonly ListedMember[]): void {
    const [first] = gone;
    if (!first) return;
    const onConfirm = () => changes.remove(gone.map(({ id }) => id));
    setDialog({ kind: 'delete', nickname: first.nickname, count: gone.length, onConfirm });
  }

  // Nobody shuts themselves out together with others.
  const others = selection.selected.filter((id) => id !== you.memberId);
  return (
    <div className="grid gap-4">
      <MembersToolbar query={query} control={control} groups={groups} sites={sites} />
      <ArrangementStatus arrangement={arrangement} />
      <Card className="@container overflow-clip" aria-busy={control.isPending}>
        {members.length === 0 ? (
          <EmptyState
            icon={<SearchX />}
            title={t('empty.title')}
            text={t('empty.text')}
            actions={<Button onClick={control.clear}>{t('filter.clear')}</Button>}
          />
        ) : (
          <MembersTable
            isAll={selection.isAll}
            isSome={selection.selected.length > 0}
            onSelectAll={selection.toggleAll}
            hasGroups={groups.length > 0}
            isDim={control.isPending}
            listProps={arrangement.listProps}
          >
            {members.map((member, at) => (
              <MemberRow
                key={member.id}
                member={{ ...member, is_online: online(member.id) ?? member.is_online }}
                href={`/${you.organizationSlug}/people/${member.id}`}
                picture={avatarUrl(supabaseUrl, member.avatar_path)}
                isYou={member.id === you.memberId}
                isSelected={selection.isSelected(member.id)}
                onSelect={(isRange) => selection.toggle(member.id, isRange)}
                grantable={rights}
                onRight={(right, isOn) => changeRight([member.id], right, isOn)}
                arrangement={isArrangeable(query) && members.length > 1 ? arrangement : null}
                isFirst={at === 0}
                isLast={at === members.length - 1}
                hasGroups={groups.length > 0}
                nowMs={nowMs}
                onStatus={(status) => changes.changeStatus([member.id], status)}
                onInvite={(isSent) => changes.invite(member, isSent)}
                onRevoke={() => changes.revoke(member)}
                onDelete={() => askToDelete([member])}
              />
            ))}
          </MembersTable>
        )}
      </Card>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-[13px] text-muted-foreground tabular-nums">
          {t('shown', { shown: members.length, total: Math.max(total, members.length) })}
        </p>
        {hasMore ? (
          <Button variant="secondary" disabled={isLoadingMore} aria-busy={isLoadingMore} onClick={loadMore}>
            {t('loadMore')}
          </Button>
        ) : null}
      </div>
      {selection.selected.length === 0 ? null : (
        <SelectionBar
          count={selection.selected.length}
          grantable={rights}
          groups={groups}
          onRight={(right, isOn) => changeRight(selection.selected, right, isOn)}
          onGroup={(group, isIn) => changes.changeGroup(selection.selected, group, isIn)}
          onStatus={(status) => others.length > 0 && changes.changeStatus(others, status)}
          onDelete={() => askToDelete(members.filter(({ id }) => others.includes(id)))}
          onClear={selection.clear}
        />
      )}
      {dialog ? <MemberDialogs dialog={dialog} onClose={() => setDialog(null)} /> : null}
    </div>
  );
}
