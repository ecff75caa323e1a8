'use client';

import { useTranslations } from 'next-intl';
import { AvailabilityDot } from '@/components/shell/availability-dot';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { Link } from '@/components/ui/link';
import type { ListedMember } from '@/lib/people/directory/schema';
import { fullName } from '@/lib/platform/format';

type MemberNameProps = { member: ListedMember; href: string; picture: string | null; isYou: boolean };

export function MemberName({ member, href, picture, isYou }: MemberNameProps) {
  const t = useTranslations('people');
  const name = fullName(member);
  const details = [member.email ?? t('noEmail'), ...member.departments].join(' · ');
  return (
    <span className="flex min-w-0 gap-3">
      <span className="relative h-fit">
        <Avatar name={member.nickname} src={picture} />
        {member.is_online ? (
          <span className="absolute -end-0.5 -bottom-0.5 inline-flex rounded-full bg-surface p-0.5">
            <AvailabilityDot shown="online" />
            <span className="sr-only">{t('online')}</span>
          </span>
        ) : null}
      </span>
      <span className="grid min-w-0 gap-0.5">
        <span className="flex min-w-0 items-center gap-2">
          <Link
            href={href}
            className="max-w-full shrink-0 truncate rounded-sm font-medium underline-offset-4 hover:underline"
          >
            {member.nickname}
          </Link>
          {name && name !== member.nickname ? (
            <span className="truncate text-[13px] text-muted-foreground">{name}</span>
          ) : null}
          {isYou ? <Badge tone="outline">{t('you')}</Badge> : null}
        </span>
        <span className="truncate text-[13px] text-muted-foreground" title={details}>
          {details}
        </span>
      </span>
    </span>
  );
}
