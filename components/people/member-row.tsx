'use client';

import { Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MemberMenu, type MemberMenuActions } from '@/components/people/member-menu';
import { MemberName } from '@/components/people/member-name';
import { MemberRights } from '@/components/people/member-rights';
import { MemberState } from '@/components/people/member-state';
import { OrderHandle } from '@/components/people/order-handle';
import type { Arrangement } from '@/components/people/use-arrangement';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import type { MemberRight } from '@/lib/auth/permissions';
import type { ListedMember } from '@/lib/people/directory/schema';
import { cn } from '@/lib/platform/cn';

type MemberRowProps = MemberMenuActions & {
  member: ListedMember;
  href: string;
  picture: string | null;
  isYou: boolean;
  isSelected: boolean;
  onSelect: (isRange: boolean) => void;
  grantable: readonly MemberRight[];
  onRight: (right: MemberRight, isOn: boolean) => void;
  /** Null where the order shown is not the list's own. */
  arrangement: Arrangement | null;
  isFirst: boolean;
  isLast: boolean;
  hasGroups: boolean;
  nowMs: number;
};

/** A row of the table; where there is no room for one, a card. */
export function MemberRow(props: MemberRowProps) {
  const { member, href, picture, isYou, isSelected, onSelect, grantable, onRight } = props;
  const { arrangement, isFirst, isLast, hasGroups, nowMs, onStatus, onInvite, onRevoke, onDelete } = props;
  const t = useTranslations('people');
  const edge = arrangement?.edgeOf(member.id);
  return (
    <tr
      {...arrangement?.rowProps(member.id)}
      data-selected={isSelected || undefined}
      className={cn(
        'relative data-selected:bg-accent-soft/50 hover:bg-muted/50',
        '@max-4xl:grid @max-4xl:grid-cols-[auto_1fr_auto] @max-4xl:items-start @max-4xl:gap-x-3 @max-4xl:gap-y-3 @max-4xl:px-4 @max-4xl:py-4',
        arrangement?.dragged === member.id && 'opacity-40',
        edge === 'before' && 'shadow-[inset_0_2px_0_var(--accent)]',
        edge === 'after' && 'shadow-[inset_0_-2px_0_var(--accent)]',
      )}
    >
      <td className="py-3 ps-4 align-middle @max-4xl:p-0 @max-4xl:pt-1.5">
        <span className="flex items-center gap-1.5">
          <input
            type="checkbox"
            checked={isSelected}
            disabled={!member.is_manageable}
            aria-label={t('select', { nickname: member.nickname })}
            className="size-4 accent-accent pointer-coarse:size-5"
            // On the click, which knows the Shift key; the change has no such thing.
            onClick={(event) => onSelect(event.shiftKey)}
            onChange={() => undefined}
          />
          {arrangement ? (
            <OrderHandle
              id={member.id}
              nickname={member.nickname}
              isFirst={isFirst}
              isLast={isLast}
              arrangement={arrangement}
            />
          ) : null}
        </span>
      </td>
      <td className="max-w-0 px-3 py-3 @max-4xl:max-w-full @max-4xl:min-w-0 @max-4xl:p-0">
        <MemberName member={member} href={href} picture={picture} isYou={isYou} />
      </td>
      <td className="px-2 py-3 @max-4xl:order-3 @max-4xl:col-span-3 @max-4xl:p-0">
        <MemberRights member={member} grantable={grantable} onChange={onRight} />
      </td>
      {hasGroups ? (
        <td className="max-w-0 py-3 ps-7 pe-2 @max-4xl:order-4 @max-4xl:col-span-3 @max-4xl:max-w-full @max-4xl:p-0 @max-4xl:empty:hidden">
          <GroupBadges groups={member.groups} />
        </td>
      ) : null}
      <td className="py-3 ps-7 pe-2 @max-4xl:order-5 @max-4xl:col-span-3 @max-4xl:p-0">
        <MemberState member={member} nowMs={nowMs} />
      </td>
      <td className="py-3 pe-3 text-end @max-4xl:order-2 @max-4xl:p-0">
        <span className="inline-flex items-center justify-end">
          <Button variant="ghost" size="icon-sm" asChild className="text-muted-foreground">
            <Link
              href={href}
              aria-label={t('actions.edit', { nickname: member.nickname })}
              title={t('actions.editTitle')}
            >
              <Pencil aria-hidden />
            </Link>
          </Button>
          {member.is_manageable && !isYou ? (
            <>
              <Button
                variant="ghost"
                size="icon-sm"
                className="text-muted-foreground hover:text-danger @max-4xl:hidden"
                aria-label={t('actions.deleteOne', { nickname: member.nickname })}
                title={t('actions.delete')}
                onClick={onDelete}
              >
                <Trash2 aria-hidden />
              </Button>
              <MemberMenu {...{ member, onStatus, onInvite, onRevoke, onDelete }} />
            </>
          ) : null}
        </span>
      </td>
    </tr>
  );
}

const SHOWN_GROUPS = 2;

function GroupBadges({ groups }: { groups: readonly string[] }) {
  const t = useTranslations('people');
  if (groups.length === 0) return null;
  return (
    <span className="flex flex-wrap gap-1" title={groups.join(', ')}>
      {groups.slice(0, SHOWN_GROUPS).map((group) => (
        <Badge key={group}>
          <span className="truncate">{group}</span>
        </Badge>
      ))}
      {groups.length > SHOWN_GROUPS ? (
        <Badge tone="outline">{t('moreGroups', { count: groups.length - SHOWN_GROUPS })}</Badge>
      ) : null}
    </span>
  );
}
