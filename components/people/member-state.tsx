'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useTimeFormats } from '@/components/shell/use-time-formats';
import { Badge } from '@/components/ui/badge';
import type { ListedMember } from '@/lib/people/directory/schema';

const TONES = { invited: 'waiting', active: 'online', suspended: 'danger' } as const;

type MemberStateProps = { member: ListedMember; nowMs: number };

/** The state, and under it what one wants to know in it: last seen, or what became of the invitation. */
export function MemberState({ member, nowMs }: MemberStateProps) {
  const t = useTranslations('people');
  return (
    <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <Badge tone={TONES[member.status]}>{t(`status.${member.status}`)}</Badge>
      <span className="text-muted-foreground text-xs">
        {member.status === 'invited' ? (
          <InvitationState expiresAt={member.invitation_expires_at} nowMs={nowMs} />
        ) : (
          <LastSeen member={member} nowMs={nowMs} />
        )}
      </span>
    </span>
  );
}

const DAY_MS = 24 * 60 * 60_000;

function InvitationState({ expiresAt, nowMs }: { expiresAt: string | null; nowMs: number }) {
  const t = useTranslations('people.invitationState');
  if (expiresAt === null) return t('none');
  const daysLeft = Math.ceil((Date.parse(expiresAt) - nowMs) / DAY_MS);
  return daysLeft <= 0 ? t('over') : t('daysLeft', { count: daysLeft });
}

function LastSeen({ member, nowMs }: MemberStateProps) {
  const t = useTranslations('people');
  const format = useFormatter();
  const times = useTimeFormats();
  if (member.is_online) return t('online');
  if (member.last_seen_at === null) return t('neverSeen');
  const at = Date.parse(member.last_seen_at);
  return (
    <time dateTime={member.last_seen_at} title={times.dateTime(member.last_seen_at)}>
      {nowMs - at < 7 * DAY_MS
        ? format.relativeTime(Math.min(at, nowMs), nowMs)
        : times.listTime(member.last_seen_at, nowMs)}
    </time>
  );
}
