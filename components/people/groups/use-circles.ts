'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionAnswer } from '@/components/shared/use-action-form';
import { useErrorText } from '@/components/shared/use-error-text';
import { useMember } from '@/components/shell/member-provider';
import { notify } from '@/components/ui/notify';
import { deleteCircleAction, saveCircleAction, setCircleMembersAction } from '@/lib/people/groups/actions';
import type { Circle, CircleKind, Circles } from '@/lib/people/groups/schema';
import type { ErrorAnswer } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';

/** Those that stand by name; departments stand in an order of their own. */
export type SortedKind = Exclude<CircleKind, 'department'>;
export type Chosen = { kind: SortedKind; id: string };
export type Person = { id: string; nickname: string };

const listOf = (kind: SortedKind) => (kind === 'group' ? 'groups' : 'skills');

/** The first thing that went wrong, or null. */
export async function failureOf(
  call: Promise<ActionAnswer<unknown> | undefined>,
): Promise<ErrorAnswer | null> {
  try {
    const answer = await call;
    if (answer?.serverError) return answer.serverError;
    const field = Object.values(answer?.validationErrors?.fieldErrors ?? {})[0]?.[0];
    return field ? { code: field } : null;
  } catch {
    return { code: 'offline' };
  }
}

/** Groups and skills on the screen, and what is done with them. A change is drawn once the server has made it. */
export function useCircles(initial: Circles) {
  const t = useTranslations('groups');
  const errorText = useErrorText();
  const { organizationSlug: organization } = useMember();
  const [circles, setCircles] = useState(initial);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [version, setVersion] = useState(0);

  const change = (kind: SortedKind, work: (list: Circle[]) => Circle[]): void =>
    setCircles((before) => ({
      ...before,
      [listOf(kind)]: work(before[listOf(kind)]).sort((a, b) => a.name.localeCompare(b.name)),
    }));

  /** A new one is opened at once, because people are what it needs next. */
  async function save(kind: SortedKind, name: string, id?: string): Promise<string | null> {
    const circleId = id ?? newId();
    const failure = await failureOf(saveCircleAction({ organization, kind, id: circleId, name }));
    if (failure) return errorText(failure);
    change(kind, (list) => {
      const count = list.find((circle) => circle.id === circleId)?.member_count ?? 0;
      return [
        ...list.filter((circle) => circle.id !== circleId),
        { id: circleId, name, member_count: count },
      ];
    });
    if (id === undefined) setChosen({ kind, id: circleId });
    return null;
  }

  async function remove(kind: SortedKind, circle: Circle): Promise<void> {
    const failure = await failureOf(deleteCircleAction({ organization, kind, id: circle.id }));
    if (failure) return notify.error(errorText(failure));
    change(kind, (list) => list.filter(({ id }) => id !== circle.id));
    setChosen((before) => (before?.id === circle.id ? null : before));
    notify.success(t(`${kind}.deleted`, { name: circle.name }));
  }

  async function setMembers({ kind, id }: Chosen, person: Person, isMember: boolean): Promise<void> {
    const circle = circles[listOf(kind)].find((candidate) => candidate.id === id);
    const input = { organization, kind, id, memberIds: [person.id], isMember };
    const answer = setCircleMembersAction(input);
    const failure = await failureOf(answer);
    if (failure) return notify.error(errorText(failure));
    const changed = (await answer).data?.changed ?? 0;
    const names = { nickname: person.nickname, name: circle?.name ?? '' };
    if (changed === 0) return notify.info(t('alreadyThere', names));
    change(kind, (list) =>
      list.map((one) =>
        one.id === id ? { ...one, member_count: one.member_count + (isMember ? changed : -changed) } : one,
      ),
    );
    setVersion((before) => before + 1);
    notify.success(t(isMember ? 'added' : 'removed', names), {
      id: `circle-${id}-${person.id}`,
      action: { label: t('undo'), onClick: () => void setMembers({ kind, id }, person, !isMember) },
    });
  }

  return { circles, chosen, setChosen, version, save, remove, setMembers };
}

export type CircleCommands = ReturnType<typeof useCircles>;
