import { useTranslations } from 'next-intl';
import { InvitationDialog } from '@/components/people/invitation-dialog';
import { Card } from '@/components/shared/card';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import type { ListedMember } from '@/lib/people/queries';
import { avatarUrl } from '@/lib/platform/avatar-url';
import { fullName } from '@/lib/platform/format';

const STATUS_TONES = { invited: 'waiting', active: 'online', suspended: 'danger' } as const;

type MemberListProps = { members: readonly ListedMember[]; ownMemberId: string; supabaseUrl: string };

/** A table on wide screens; on phones each row becomes a block of its own. */
export function MemberList({ members, ownMemberId, supabaseUrl }: MemberListProps) {
  const t = useTranslations('people');
  return (
    <Card className="overflow-hidden">
      <table className="w-full text-start max-md:block">
        <thead className="border-border border-b bg-muted/60 text-muted-foreground text-xs max-md:sr-only">
          <tr>
            {(['member', 'rights', 'departments', 'state'] as const).map((column) => (
              <th key={column} scope="col" className="px-5 py-2.5 text-start font-medium">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-border max-md:block">
          {members.map((member) => (
            <tr key={member.id} className="align-top max-md:grid max-md:gap-2.5 max-md:px-5 max-md:py-4">
              <td className="px-5 py-3.5 max-md:p-0">
                <MemberName member={member} isYou={member.id === ownMemberId} supabaseUrl={supabaseUrl} />
              </td>
              <td className="px-5 py-3.5 max-md:p-0 max-md:ps-11">
                <span className="flex flex-wrap gap-1">
                  {member.rights.map((right) => (
                    <Badge key={right} tone={right === 'administrator' ? 'accent' : 'neutral'}>
                      {t(`right.${right}`)}
                    </Badge>
                  ))}
                </span>
              </td>
              <td className="px-5 py-3.5 text-muted-foreground max-md:p-0 max-md:ps-11">
                {member.departments.join(', ') || t('noDepartment')}
              </td>
              <td className="px-5 py-3.5 max-md:p-0 max-md:ps-11">
                <div className="grid justify-items-start gap-2.5">
                  <Badge tone={STATUS_TONES[member.status]}>{t(`status.${member.status}`)}</Badge>
                  {member.status === 'invited' ? (
                    <InvitationDialog memberId={member.id} nickname={member.nickname} />
                  ) : null}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

type MemberNameProps = { member: ListedMember; isYou: boolean; supabaseUrl: string };

function MemberName({ member, isYou, supabaseUrl }: MemberNameProps) {
  const t = useTranslations('people');
  const details = [fullName(member), member.email].filter(Boolean).join(' · ');
  return (
    <div className="flex gap-3">
      <Avatar name={member.nickname} src={avatarUrl(supabaseUrl, member.avatar_path)} />
      <div className="grid min-w-0 gap-0.5">
        <span className="flex items-center gap-2 font-medium">
          <span className="truncate">{member.nickname}</span>
          {isYou ? <Badge tone="outline">{t('you')}</Badge> : null}
        </span>
        {details ? <span className="break-words text-muted-foreground text-[13px]">{details}</span> : null}
        {member.status === 'invited' ? (
          <span className="max-w-xs text-[13px] text-muted-foreground">{t('invitation.todo')}</span>
        ) : null}
      </div>
    </div>
  );
}
