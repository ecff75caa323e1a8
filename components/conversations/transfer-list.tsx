'use client';

import { Check, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { AvailabilityDot } from '@/components/shell/availability-dot';
import { Avatar } from '@/components/ui/avatar';
import { CommandGroup, CommandItem } from '@/components/ui/command';
import type {
  TransferColleague,
  TransferDepartment,
  TransferTargets,
} from '@/lib/conversations/transfer-targets';

export type TransferChoice = { kind: 'member' | 'department'; id: string; name: string };

type TransferListProps = {
  targets: TransferTargets;
  choice: TransferChoice | null;
  onChoose(choice: TransferChoice): void;
};

/** Colleagues, those who are there first, and departments. */
export function TransferList({ targets, choice, onChoose }: TransferListProps) {
  const t = useTranslations('conversations.transfer');
  const { members, departments } = targets;
  return (
    <>
      {members.length > 0 ? (
        <CommandGroup heading={t('colleagues')}>
          {members.map((member) => (
            <CommandItem
              key={member.id}
              value={`member-${member.id}`}
              disabled={!member.has_room}
              className="data-[disabled=true]:opacity-60"
              onSelect={() => onChoose({ kind: 'member', id: member.id, name: member.nickname })}
            >
              <ColleagueLine member={member} />
              <Mark isChosen={choice?.id === member.id} />
            </CommandItem>
          ))}
        </CommandGroup>
      ) : null}
      {departments.length > 0 ? (
        <CommandGroup heading={t('departments')}>
          {departments.map((department) => (
            <CommandItem
              key={department.id}
              value={`department-${department.id}`}
              onSelect={() => onChoose({ kind: 'department', id: department.id, name: department.name })}
            >
              <DepartmentLine department={department} />
              <Mark isChosen={choice?.id === department.id} />
            </CommandItem>
          ))}
        </CommandGroup>
      ) : null}
    </>
  );
}

function Mark({ isChosen }: { isChosen: boolean }) {
  const t = useTranslations('conversations.transfer');
  if (!isChosen) return null;
  return (
    <span>
      <Check aria-hidden className="text-accent" />
      <span className="sr-only">{t('chosen')}</span>
    </span>
  );
}

function ColleagueLine({ member }: { member: TransferColleague }) {
  const t = useTranslations('conversations.transfer');
  const { nickname, is_online, has_room, load, max } = member;
  const presence = is_online ? t('online') : t('away');
  const room = max === null ? t('load', { count: load }) : t('loadOf', { count: load, max });
  return (
    <>
      <Avatar name={nickname} size="sm" />
      <span className="min-w-0 flex-1 truncate">{nickname}</span>
      <span className="flex shrink-0 items-center gap-1.5 text-muted-foreground text-xs">
        <AvailabilityDot shown={is_online ? 'online' : 'away'} />
        {has_room ? `${presence} · ${room}` : t('full', { count: load })}
      </span>
    </>
  );
}

function DepartmentLine({ department }: { department: TransferDepartment }) {
  const t = useTranslations('conversations.transfer');
  return (
    <>
      <Users aria-hidden />
      <span className="min-w-0 flex-1 truncate">{department.name}</span>
      <span className="shrink-0 text-muted-foreground text-xs">
        {t('staffed', { count: department.online })}
      </span>
    </>
  );
}
