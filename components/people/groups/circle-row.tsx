'use client';

import { ChevronRight, Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { CircleMembers } from '@/components/people/groups/circle-members';
import type { CircleCommands, Person, SortedKind } from '@/components/people/groups/use-circles';
import { usePersonDrop } from '@/components/people/groups/use-person-drop';
import { ConfirmDialog } from '@/components/shared/confirm-dialog';
import { NameForm } from '@/components/shared/name-form';
import { Button } from '@/components/ui/button';
import type { Circle } from '@/lib/people/groups/schema';
import { cn } from '@/lib/platform/cn';

type CircleRowProps = {
  kind: SortedKind;
  circle: Circle;
  commands: CircleCommands;
  isDeletable: boolean;
  onAdd: (person: Person) => void;
};

/** Opens to its members; people are dropped on it whether it is open or not. */
export function CircleRow({ kind, circle, commands, isDeletable, onAdd }: CircleRowProps) {
  const t = useTranslations('groups');
  const tShared = useTranslations('shared');
  const id = useId();
  const [isRenaming, setRenaming] = useState(false);
  const drop = usePersonDrop(onAdd);
  const isOpen = commands.chosen?.id === circle.id;
  const chosen = { kind, id: circle.id };

  return (
    <li
      {...drop.props}
      className={cn(drop.isOver && 'bg-accent-soft outline-2 outline-accent -outline-offset-2')}
    >
      <div className="flex items-center gap-1 py-1.5 ps-2 pe-3">
        {isRenaming ? (
          <div className="flex flex-1 ps-2">
            <NameForm
              label={t(`${kind}.name`)}
              submitLabel={tShared('save')}
              initialName={circle.name}
              onSave={async (name) => {
                const problem = await commands.save(kind, name, circle.id);
                if (problem === null) setRenaming(false);
                return problem;
              }}
              onCancel={{ label: tShared('cancel'), run: () => setRenaming(false) }}
            />
          </div>
        ) : (
          <>
            <button
              type="button"
              aria-expanded={isOpen}
              aria-controls={id}
              onClick={() => commands.setChosen(isOpen ? null : chosen)}
              className="flex min-w-0 flex-1 items-center gap-2 rounded-md px-2 py-2 text-start hover:bg-hover"
            >
              <ChevronRight
                aria-hidden
                className={cn(
                  'size-4 shrink-0 text-muted-foreground',
                  isOpen ? 'rotate-90' : 'rtl:rotate-180',
                )}
              />
              <span className="truncate font-medium">{circle.name}</span>
              <span className="ms-auto shrink-0 text-[13px] text-muted-foreground tabular-nums">
                {t('memberCount', { count: circle.member_count })}
              </span>
            </button>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t('rename', { name: circle.name })}
              onClick={() => setRenaming(true)}
            >
              <Pencil aria-hidden />
            </Button>
            {isDeletable ? (
              <ConfirmDialog
                title={t(`${kind}.deleteTitle`, { name: circle.name })}
                text={t(`${kind}.deleteText`, { count: circle.member_count })}
                confirmLabel={t('delete')}
                onConfirm={() => commands.remove(kind, circle)}
              >
                <Button variant="ghost" size="icon-sm" aria-label={t('deleteNamed', { name: circle.name })}>
                  <Trash2 aria-hidden />
                </Button>
              </ConfirmDialog>
            ) : null}
          </>
        )}
      </div>
      <div id={id} hidden={!isOpen} className="border-border border-t bg-muted/40">
        {isOpen ? (
          <CircleMembers
            circle={chosen}
            name={circle.name}
            version={commands.version}
            onRemove={(person) => void commands.setMembers(chosen, person, false)}
          />
        ) : null}
      </div>
    </li>
  );
}
