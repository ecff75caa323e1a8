'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { LoadingLines } from '@/components/people/groups/people-finder';
import { PersonLine } from '@/components/people/groups/person-line';
import type { Person } from '@/components/people/groups/use-circles';
import { useFoundMembers } from '@/components/people/groups/use-found-members';
import { useSupabase } from '@/components/shell/supabase-provider';
import { Button } from '@/components/ui/button';
import type { CircleKind } from '@/lib/people/groups/schema';

type CircleMembersProps = {
  circle: { kind: CircleKind; id: string };
  name: string;
  version: number;
  onRemove: (person: Person) => void;
};

/** Who is in the opened group or department, or has the opened skill. */
export function CircleMembers({ circle, name, version, onRemove }: CircleMembersProps) {
  const t = useTranslations('groups');
  const tShared = useTranslations('shared');
  const { config } = useSupabase();
  const found = useFoundMembers({ search: '', circle, version });

  if (found.state === 'loading') return <LoadingLines />;
  if (found.state === 'failed') {
    return (
      <p role="alert" className="flex items-center justify-between gap-3 p-4 text-muted-foreground">
        {t('finder.failed')}
        <Button variant="secondary" size="sm" onClick={found.retry}>
          {tShared('retry')}
        </Button>
      </p>
    );
  }
  if (found.members.length === 0) {
    return <p className="px-4 py-5 text-center text-muted-foreground">{t('nobodyYet')}</p>;
  }
  return (
    <ul aria-label={t('membersOf', { name })} className="max-h-80 divide-y divide-border overflow-y-auto">
      {found.members.map((member) => (
        <li key={member.id} className="py-2 ps-4 pe-3">
          <PersonLine member={member} supabaseUrl={config.supabaseUrl}>
            {member.is_manageable ? (
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={t('remove', { nickname: member.nickname, name })}
                onClick={() => onRemove(member)}
              >
                <X aria-hidden />
              </Button>
            ) : null}
          </PersonLine>
        </li>
      ))}
      {found.hasMore ? (
        <li className="grid p-2">
          <Button variant="ghost" disabled={found.isLoadingMore} onClick={() => void found.loadMore()}>
            {t('finder.more')}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
