'use client';

import { useTranslations } from 'next-intl';
import type { MemberDialog } from '@/components/people/member-dialogs';
import type { RunChange } from '@/components/people/use-members';
import { useErrorText } from '@/components/shared/use-error-text';
import { useMember } from '@/components/shell/member-provider';
import { notify } from '@/components/ui/notify';
import type { MemberRight } from '@/lib/auth/permissions';
import { createInvitationAction, revokeInvitationAction } from '@/lib/organizations/invitations/actions';
import { changeGroupAction, changeRightAction, changeStatusAction } from '@/lib/people/directory/actions';
import type { MembersChange } from '@/lib/people/directory/members-pages';
import type { Choice, ListedMember, MemberResult } from '@/lib/people/directory/schema';
import { withRight } from '@/lib/people/presets';

type Options = {
  members: readonly ListedMember[];
  run: RunChange;
  openDialog: (dialog: MemberDialog) => void;
};

const doneIds = (results: readonly MemberResult[]): string[] =>
  results.filter(({ code }) => code === null).map(({ id }) => id);

/** What can be done to one member or to many: shown at once, taken back with the reason when it is refused. */
export function useMemberChanges({ members, run, openDialog }: Options) {
  const t = useTranslations('people');
  const errorText = useErrorText();
  const { organizationSlug: organization } = useMember();
  const nameOf = (id: string): string => members.find((member) => member.id === id)?.nickname ?? '';

  function report(results: readonly MemberResult[], done: string | null): void {
    const failures = results.flatMap(({ id, code }) =>
      code === null ? [] : [{ id, nickname: nameOf(id), reason: errorText({ code }) }],
    );
    const [only] = failures;
    if (!only) {
      if (done !== null) notify.success(done);
    } else if (results.length === 1) {
      notify.error(t('failed', { nickname: only.nickname }), { description: only.reason });
    } else {
      openDialog({ kind: 'results', doneCount: results.length - failures.length, failures });
    }
  }

  const patch = (ids: readonly string[], fields: (member: ListedMember) => Partial<ListedMember>) =>
    ({ kind: 'patch', ids, patch: (member) => ({ ...member, ...fields(member) }) }) satisfies MembersChange;

  function changeRight(ids: readonly string[], right: MemberRight, isOn: boolean): void {
    const fields = ({ rights }: ListedMember) => ({ rights: withRight(rights, right, isOn) });
    run({
      change: patch(ids, fields),
      action: () => changeRightAction({ organization, memberIds: [...ids], right, isOn }),
      kept: (results) => patch(doneIds(results), fields),
      onDone: (results) =>
        report(results, ids.length > 1 ? t('bulk.changed', { count: results.length }) : null),
    });
  }

  function changeGroup(ids: readonly string[], group: Choice, isIn: boolean): void {
    const fields = ({ groups }: ListedMember) => ({
      groups: [...groups.filter((name) => name !== group.name), ...(isIn ? [group.name] : [])].sort(),
    });
    run({
      change: patch(ids, fields),
      action: () => changeGroupAction({ organization, memberIds: [...ids], groupId: group.id, isIn }),
      kept: (results) => patch(doneIds(results), fields),
      onDone: (results) => report(results, t('bulk.changed', { count: results.length })),
    });
  }

  function changeStatus(ids: readonly string[], status: 'active' | 'suspended'): void {
    run({
      change: patch(ids, () => ({ status })),
      action: () => changeStatusAction({ organization, memberIds: [...ids], status }),
      kept: (results) => patch(doneIds(results), () => ({ status })),
      onDone: (results) => {
        const done = doneIds(results);
        const text = t(`done.${status}`, { count: done.length, nickname: nameOf(done[0] ?? '') });
        report(results, null);
        if (done.length === 0) return;
        const undo = {
          label: t('undo'),
          onClick: () => changeStatus(done, status === 'active' ? 'suspended' : 'active'),
        };
        notify.success(text, { action: undo });
      },
    });
  }

  /** Asked about before; resolves when the server has answered. */
  function remove(ids: readonly string[]): Promise<void> {
    return new Promise((resolve) => {
      run({
        change: null,
        action: () =>
          changeStatusAction({ organization, memberIds: [...ids], status: 'deleted' }).finally(resolve),
        kept: (results) => ({ kind: 'remove', ids: doneIds(results) }),
        onDone: (results) => {
          const done = doneIds(results);
          report(results, t('done.deleted', { count: done.length, nickname: nameOf(done[0] ?? '') }));
        },
      });
    });
  }

  const inSevenDays = () => new Date(Date.now() + 7 * 24 * 60 * 60_000).toISOString();

  function invite(member: ListedMember, isSent: boolean): void {
    run({
      change: null,
      action: () => createInvitationAction({ organization, memberId: member.id, isSent }),
      kept: () => patch([member.id], () => ({ invitation_expires_at: inSevenDays() })),
      onDone: ({ link, mailCode }) => {
        if (isSent && mailCode === null) notify.success(t('done.resent', { email: member.email ?? '' }));
        else openDialog({ kind: 'link', nickname: member.nickname, link, mailCode });
      },
    });
  }

  function revoke(member: ListedMember): void {
    const change = patch([member.id], () => ({ invitation_expires_at: null }));
    run({
      change,
      action: () => revokeInvitationAction({ organization, memberId: member.id }),
      kept: () => change,
      onDone: () => notify.success(t('done.revoked', { nickname: member.nickname })),
    });
  }

  return { changeRight, changeGroup, changeStatus, remove, invite, revoke };
}

export type MemberChanges = ReturnType<typeof useMemberChanges>;
