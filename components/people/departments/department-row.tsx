'use client';

import { ChevronRight, Pencil, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { DepartmentSites, type NamedSite } from '@/components/people/departments/department-sites';
import type { DepartmentCommands } from '@/components/people/departments/use-departments';
import { CircleMembers } from '@/components/people/groups/circle-members';
import { usePersonDrop } from '@/components/people/groups/use-person-drop';
import { OrderHandle } from '@/components/people/order-handle';
import type { Arrangement } from '@/components/people/use-arrangement';
import { ConfirmDialog } from '@/components/shared/confirm-dialog';
import { NameForm } from '@/components/shared/name-form';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { Department } from '@/lib/people/departments/schema';
import { cn } from '@/lib/platform/cn';

type DepartmentRowProps = {
  department: Department;
  commands: DepartmentCommands;
  arrangement: Arrangement;
  isFirst: boolean;
  isLast: boolean;
  sites: readonly NamedSite[];
  mayShowAndHide: boolean;
};

/** Opens to its members and sites; people are dropped on it, and it is dragged by its handle. */
export function DepartmentRow({ department, commands, arrangement, ...rest }: DepartmentRowProps) {
  const { isFirst, isLast, sites, mayShowAndHide } = rest;
  const t = useTranslations('departments');
  const tShared = useTranslations('shared');
  const panelId = useId();
  const [isRenaming, setRenaming] = useState(false);
  const { id, name } = department;
  const drop = usePersonDrop((person) => void commands.setMember(id, person, true));
  const edge = arrangement.edgeOf(id);
  const isOpen = commands.chosenId === id;

  return (
    <li
      {...drop.props}
      {...arrangement.rowProps(id)}
      className={cn(
        drop.isOver && 'bg-accent-soft outline-2 outline-accent -outline-offset-2',
        arrangement.dragged === id && 'opacity-40',
        edge === 'before' && 'shadow-[inset_0_2px_0_var(--accent)]',
        edge === 'after' && 'shadow-[inset_0_-2px_0_var(--accent)]',
      )}
    >
      <div className="flex items-center gap-1 py-1.5 ps-2 pe-3">
        {isRenaming ? (
          <div className="flex flex-1 ps-2">
            <NameForm
              label={t('name')}
              submitLabel={tShared('save')}
              initialName={name}
              onSave={async (next) => {
                const problem = await commands.save(next, id);
                if (problem === null) setRenaming(false);
                return problem;
              }}
              onCancel={{ label: tShared('cancel'), run: () => setRenaming(false) }}
            />
          </div>
        ) : (
          <>
            <OrderHandle
              id={id}
              nickname={name}
              isFirst={isFirst}
              isLast={isLast}
              arrangement={arrangement}
            />
            <button
              type="button"
              aria-expanded={isOpen}
              aria-controls={panelId}
              onClick={() => commands.setChosenId(isOpen ? null : id)}
              className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1 rounded-md px-2 py-2 text-start hover:bg-hover"
            >
              <ChevronRight
                aria-hidden
                className={cn(
                  'size-4 shrink-0 text-muted-foreground',
                  isOpen ? 'rotate-90' : 'rtl:rotate-180',
                )}
              />
              <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[13px] text-muted-foreground tabular-nums max-sm:basis-full max-sm:ps-6">
                {department.hidden_site_ids.length > 0 ? (
                  <Badge>{t('hiddenOn', { count: department.hidden_site_ids.length })}</Badge>
                ) : null}
                {department.agent_count === 0 ? <Badge tone="danger">{t('noAgent')}</Badge> : null}
                {t('memberCount', { count: department.member_count })}
              </span>
            </button>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t('rename', { name })}
              title={t('renameTitle')}
              onClick={() => setRenaming(true)}
            >
              <Pencil aria-hidden />
            </Button>
            <ConfirmDialog
              title={t('deleteTitle', { name })}
              text={t('deleteText', {
                count: department.member_count,
                lost: department.only_here_count,
                isLast: String(isFirst && isLast),
              })}
              confirmLabel={t('delete')}
              onConfirm={() => commands.remove(department)}
            >
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={t('deleteNamed', { name })}
                title={t('delete')}
                className="text-danger"
              >
                <X aria-hidden />
              </Button>
            </ConfirmDialog>
          </>
        )}
      </div>
      <div id={panelId} hidden={!isOpen} className="border-border border-t bg-muted/40">
        {isOpen ? (
          <>
            <CircleMembers
              circle={{ kind: 'department', id }}
              name={name}
              version={commands.version}
              onRemove={(person) => void commands.setMember(id, person, false)}
            />
            <DepartmentSites
              sites={sites}
              hidden={department.hidden_site_ids}
              isReadOnly={!mayShowAndHide}
              onChange={(siteId, isVisible) => commands.setSite(id, siteId, isVisible)}
            />
          </>
        ) : null}
      </div>
    </li>
  );
}
