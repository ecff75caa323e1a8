import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { Link } from '@/components/ui/link';
import type { MemberAccount } from '@/lib/people/account/schema';
import type { TimeFormats } from '@/lib/people/time-formats';
import { fullName } from '@/lib/platform/format';

const STATUS_TONES = { invited: 'waiting', active: 'online', suspended: 'danger' } as const;

type MemberHeaderProps = {
  account: MemberAccount;
  avatarUrl: string | null;
  isSelf: boolean;
  listAddress: string;
  formats: TimeFormats;
  actions: ReactNode;
};

/** Who it is, in which state, and what may be done with the account as a whole. */
export function MemberHeader(props: MemberHeaderProps) {
  const { account, avatarUrl, isSelf, listAddress, formats, actions } = props;
  const t = useTranslations('member');
  const seen = account.is_online
    ? t('online')
    : account.last_seen_at
      ? t('lastSeen', { time: formats.dateTime(account.last_seen_at) })
      : t('neverSeen');
  return (
    <header className="grid gap-3">
      <Link
        href={listAddress}
        className="justify-self-start rounded-sm text-[13px] text-muted-foreground hover:text-foreground"
      >
        {t('users')}
      </Link>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
        <div className="flex min-w-0 items-center gap-4">
          <Avatar key={avatarUrl} name={account.nickname} src={avatarUrl} size="xl" />
          <div className="grid min-w-0 gap-0.5">
            <div className="flex flex-wrap items-center gap-2">
              <h1 className="truncate font-semibold text-xl leading-7 tracking-tight">{account.nickname}</h1>
              <Badge tone={STATUS_TONES[account.status]}>{t(`status.${account.status}`)}</Badge>
              {isSelf ? <Badge tone="outline">{t('you')}</Badge> : null}
            </div>
            <p className="break-words text-muted-foreground">
              {[fullName(account), account.email].filter(Boolean).join(' · ')}
            </p>
            <p className="text-[13px] text-muted-foreground">{seen}</p>
          </div>
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </header>
  );
}
