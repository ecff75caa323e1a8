'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CircleRow } from '@/components/people/groups/circle-row';
import { PeopleFinder } from '@/components/people/groups/people-finder';
import {
  type Chosen,
  type CircleCommands,
  type Person,
  type SortedKind,
  useCircles,
} from '@/components/people/groups/use-circles';
import { Card } from '@/components/shared/card';
import { ConfirmDialog } from '@/components/shared/confirm-dialog';
import { NameForm } from '@/components/shared/name-form';
import { useMember } from '@/components/shell/member-provider';
import type { Circles } from '@/lib/people/groups/schema';

/** On the left the people one finds, on the right what they are put into. */
export function GroupsScreen({ initial }: { initial: Circles }) {
  const t = useTranslations('groups');
  const { memberId } = useMember();
  const commands = useCircles(initial);
  const { circles, chosen } = commands;
  const [walledIn, setWalledIn] = useState<{ chosen: Chosen; person: Person } | null>(null);
  const target = [...circles.groups, ...circles.skills].find(({ id }) => id === chosen?.id) ?? null;

  /** Whoever puts themselves into a group sees no other from then on, and cannot undo it alone. */
  const add: CircleCommands['setMembers'] = async (into, person, isMember) => {
    if (isMember && into.kind === 'group' && person.id === memberId && !circles.is_confined) {
      setWalledIn({ chosen: into, person });
    } else {
      await commands.setMembers(into, person, isMember);
    }
  };

  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <div className="max-lg:order-2 lg:sticky lg:top-0">
        <PeopleFinder
          hint={t('finder.hint')}
          target={
            target && chosen ? { name: target.name, add: (person) => void add(chosen, person, true) } : null
          }
        />
      </div>
      <div className="grid gap-6">
        {(['group', 'skill'] as const).map((kind) => (
          <CircleCard key={kind} kind={kind} commands={commands} onAdd={add} />
        ))}
      </div>
      <ConfirmDialog
        tone="primary"
        title={t('walledIn.title')}
        text={t('walledIn.text')}
        confirmLabel={t('walledIn.confirm')}
        open={walledIn !== null}
        onOpenChange={(isOpen) => !isOpen && setWalledIn(null)}
        onConfirm={async () => {
          if (walledIn) await commands.setMembers(walledIn.chosen, walledIn.person, true);
        }}
      />
    </div>
  );
}

type CircleCardProps = { kind: SortedKind; commands: CircleCommands; onAdd: CircleCommands['setMembers'] };

function CircleCard({ kind, commands, onAdd }: CircleCardProps) {
  const t = useTranslations('groups');
  const { circles } = commands;
  const list = kind === 'group' ? circles.groups : circles.skills;
  // The database refuses it too: a new group would be out of their sight, and a wall gone with one they delete.
  const mayMakeAndDelete = kind === 'skill' || !circles.is_confined;
  return (
    <Card className="overflow-hidden">
      <div className="grid gap-3 border-border border-b p-4">
        <div className="grid gap-0.5">
          <h2 className="font-semibold text-[15px]">{t(`${kind}.title`)}</h2>
          <p className="text-[13px] text-muted-foreground">
            {kind === 'group' && circles.is_confined ? t('group.confined') : t(`${kind}.text`)}
          </p>
        </div>
        {mayMakeAndDelete ? (
          <NameForm
            label={t(`${kind}.new`)}
            submitLabel={t('create')}
            onSave={(name) => commands.save(kind, name)}
          />
        ) : null}
      </div>
      {list.length === 0 ? (
        <p className="px-4 py-6 text-center text-muted-foreground">{t(`${kind}.empty`)}</p>
      ) : (
        <ul aria-label={t(`${kind}.title`)} className="divide-y divide-border">
          {list.map((circle) => (
            <CircleRow
              key={circle.id}
              kind={kind}
              circle={circle}
              commands={commands}
              isDeletable={mayMakeAndDelete}
              onAdd={(person) => void onAdd({ kind, id: circle.id }, person, true)}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}
