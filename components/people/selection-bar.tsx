'use client';

import { ChevronDown, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SHOWN_RIGHTS } from '@/components/people/rights-legend';
import { Button, buttonClasses } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuGroup,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import type { MemberRight } from '@/lib/auth/permissions';
import type { Choice } from '@/lib/people/directory/schema';

type SelectionBarProps = {
  count: number;
  grantable: readonly MemberRight[];
  groups: readonly Choice[];
  onRight: (right: MemberRight, isOn: boolean) => void;
  onGroup: (group: Choice, isIn: boolean) => void;
  onStatus: (status: 'active' | 'suspended') => void;
  onDelete: () => void;
  onClear: () => void;
};

const triggerClasses = buttonClasses({ variant: 'secondary', size: 'sm' });

/** What can be done to all the chosen rows; it stays in sight while one scrolls. */
export function SelectionBar(props: SelectionBarProps) {
  const { count, grantable, groups, onRight, onGroup, onStatus, onDelete, onClear } = props;
  const t = useTranslations('people');
  const rights = SHOWN_RIGHTS.filter((right) => grantable.includes(right));
  return (
    <section
      aria-label={t('bulk.label')}
      className="sticky bottom-4 z-10 mx-auto flex max-w-full flex-wrap items-center gap-2 rounded-xl border border-border bg-surface-raised p-2 ps-4 shadow-float"
    >
      <p role="status" className="me-2 font-medium text-[13px] tabular-nums">
        {t('bulk.selected', { count })}
      </p>
      <DropdownMenu>
        <DropdownMenuTrigger className={triggerClasses}>
          {t('bulk.rights')} <ChevronDown aria-hidden />
        </DropdownMenuTrigger>
        <DropdownMenuContent label={t('bulk.rights')} side="top" className="w-56">
          <DropdownMenuGroup label={t('bulk.give')}>
            {rights.map((right) => (
              <DropdownMenuItem key={right} onSelect={() => onRight(right, true)}>
                {t(`right.${right}`)}
              </DropdownMenuItem>
            ))}
          </DropdownMenuGroup>
          <DropdownMenuGroup label={t('bulk.take')}>
            {rights.map((right) => (
              <DropdownMenuItem key={right} onSelect={() => onRight(right, false)}>
                {t(`right.${right}`)}
              </DropdownMenuItem>
            ))}
          </DropdownMenuGroup>
        </DropdownMenuContent>
      </DropdownMenu>
      {groups.length === 0 ? null : (
        <DropdownMenu>
          <DropdownMenuTrigger className={triggerClasses}>
            {t('bulk.groups')} <ChevronDown aria-hidden />
          </DropdownMenuTrigger>
          <DropdownMenuContent label={t('bulk.groups')} side="top" className="w-60">
            <DropdownMenuGroup label={t('bulk.addTo')}>
              {groups.map((group) => (
                <DropdownMenuItem key={group.id} onSelect={() => onGroup(group, true)}>
                  <span className="truncate">{group.name}</span>
                </DropdownMenuItem>
              ))}
            </DropdownMenuGroup>
            <DropdownMenuGroup label={t('bulk.removeFrom')}>
              {groups.map((group) => (
                <DropdownMenuItem key={group.id} onSelect={() => onGroup(group, false)}>
                  <span className="truncate">{group.name}</span>
                </DropdownMenuItem>
              ))}
            </DropdownMenuGroup>
          </DropdownMenuContent>
        </DropdownMenu>
      )}
      <Button variant="secondary" size="sm" onClick={() => onStatus('suspended')}>
        {t('actions.suspend')}
      </Button>
      <Button variant="secondary" size="sm" onClick={() => onStatus('active')}>
        {t('actions.reactivate')}
      </Button>
      <Button variant="danger" size="sm" onClick={onDelete}>
        {t('actions.delete')}
      </Button>
      <Button variant="ghost" size="icon-sm" aria-label={t('bulk.clear')} onClick={onClear}>
        <X aria-hidden />
      </Button>
    </section>
  );
}
