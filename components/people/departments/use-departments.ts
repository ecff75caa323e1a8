'use client';

import { useTranslations } from 'next-intl';
import { useOptimistic, useState, useTransition } from 'react';
import { failureOf, type Person } from '@/components/people/groups/use-circles';
import { useErrorText } from '@/components/shared/use-error-text';
import { useMember } from '@/components/shell/member-provider';
import { useSupabase } from '@/components/shell/supabase-provider';
import { notify } from '@/components/ui/notify';
import { moveDepartmentAction, setDepartmentSitesAction } from '@/lib/people/departments/actions';
import { readDepartments } from '@/lib/people/departments/live';
import type { Department, DepartmentList } from '@/lib/people/departments/schema';
import { deleteCircleAction, saveCircleAction, setCircleMembersAction } from '@/lib/people/groups/actions';
import { moveBefore } from '@/lib/platform/arrange';
import { newId } from '@/lib/platform/ids';

const kind = 'department';
type Work = (list: Department[]) => Department[];

/** Departments on the screen, and what is done with them. Order and sites are drawn at once, the rest when it is done. */
export function useDepartments(initial: DepartmentList) {
  const t = useTranslations('departments');
  const errorText = useErrorText();
  const { rest } = useSupabase();
  const { organizationId, organizationSlug: organization } = useMember();
  const [kept, setKept] = useState(initial.departments);
  const [departments, show] = useOptimistic(kept, (list: Department[], work: Work) => work(list));
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [version, setVersion] = useState(0);
  const [, startTransition] = useTransition();

  /** Who counts as an agent, and what others changed meanwhile, is known to the database alone. */
  async function refresh(): Promise<void> {
    const list = await readDepartments(rest, organizationId).catch(() => null);
    if (list) setKept(list.departments);
    setVersion((before) => before + 1);
  }

  function run(work: Work, action: () => ReturnType<typeof moveDepartmentAction>): void {
    startTransition(async () => {
      show(work);
      const failure = await failureOf(action());
      if (failure) notify.error(errorText(failure));
      else startTransition(() => setKept(work));
      if (failure) await refresh();
    });
  }

  const move = (id: string, beforeId: string | null): void =>
    run(
      (list) => moveBefore(list, id, beforeId),
      () => moveDepartmentAction({ organization, id, beforeId }),
    );

  function setSite(id: string, siteId: string, isVisible: boolean): void {
    const work: Work = (list) =>
      list.map((one) => {
        if (one.id !== id) return one;
        const others = one.hidden_site_ids.filter((hidden) => hidden !== siteId);
        return { ...one, hidden_site_ids: isVisible ? others : [...others, siteId] };
      });
    run(work, () => setDepartmentSitesAction({ organization, id, siteIds: [siteId], isVisible }));
  }

  /** A new one is opened at once, because people are what it needs next. */
  async function save(name: string, id?: string): Promise<string | null> {
    const departmentId = id ?? newId();
    const failure = await failureOf(saveCircleAction({ organization, kind, id: departmentId, name }));
    if (failure) return errorText(failure);
    await refresh();
    if (id === undefined) setChosenId(departmentId);
    return null;
  }

  async function remove({ id, name }: Department): Promise<void> {
    const failure = await failureOf(deleteCircleAction({ organization, kind, id }));
    if (failure) return notify.error(errorText(failure));
    await refresh();
    setChosenId((before) => (before === id ? null : before));
    notify.success(t('deleted', { name }));
  }

  async function setMember(id: string, person: Person, isMember: boolean): Promise<void> {
    const answer = setCircleMembersAction({ organization, kind, id, memberIds: [person.id], isMember });
    const failure = await failureOf(answer);
    if (failure) return notify.error(errorText(failure));
    const names = {
      nickname: person.nickname,
      name: departments.find((department) => department.id === id)?.name ?? '',
    };
    if ((await answer).data?.changed === 0) return notify.info(t('alreadyThere', names));
    await refresh();
    notify.success(t(isMember ? 'added' : 'removed', names), {
      id: `department-${id}-${person.id}`,
      action: { label: t('undo'), onClick: () => void setMember(id, person, !isMember) },
    });
  }

  return { departments, chosenId, setChosenId, version, move, setSite, save, remove, setMember };
}

export type DepartmentCommands = ReturnType<typeof useDepartments>;
