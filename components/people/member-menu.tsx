'use client';

import { Ban, Ellipsis, Link2, MailX, RotateCcw, Send, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { buttonClasses } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import type { ListedMember } from '@/lib/people/directory/schema';
import { cn } from '@/lib/platform/cn';

export type MemberMenuActions = {
  onStatus: (status: 'active' | 'suspended') => void;
  onInvite: (isSent: boolean) => void;
  onRevoke: () => void;
  onDelete: () => void;
};

type MemberMenuProps = MemberMenuActions & { member: ListedMember };

export function MemberMenu({ member, onStatus, onInvite, onRevoke, onDelete }: MemberMenuProps) {
  const t = useTranslations('people.actions');
  const label = t('more', { nickname: member.nickname });
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        className={cn(buttonClasses({ variant: 'ghost', size: 'icon-sm' }), 'pointer-coarse:size-11')}
      >
        <Ellipsis aria-hidden />
        <span className="sr-only">{label}</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent label={label} align="end" className="w-56">
        {member.status === 'invited' ? (
          <>
            {member.email === null ? null : (
              <DropdownMenuItem onSelect={() => onInvite(true)}>
                <Send aria-hidden /> {t('resend')}
              </DropdownMenuItem>
            )}
            <DropdownMenuItem onSelect={() => onInvite(false)}>
              <Link2 aria-hidden /> {t('link')}
            </DropdownMenuItem>
            {member.invitation_expires_at === null ? null : (
              <DropdownMenuItem onSelect={onRevoke}>
                <MailX aria-hidden /> {t('revoke')}
              </DropdownMenuItem>
            )}
          </>
        ) : null}
        {member.status === 'active' ? (
          <DropdownMenuItem onSelect={() => onStatus('suspended')}>
            <Ban aria-hidden /> {t('suspend')}
          </DropdownMenuItem>
        ) : null}
        {member.status === 'suspended' ? (
          <DropdownMenuItem onSelect={() => onStatus('active')}>
            <RotateCcw aria-hidden /> {t('reactivate')}
          </DropdownMenuItem>
        ) : null}
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={onDelete}>
          <Trash2 aria-hidden /> {t('delete')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
