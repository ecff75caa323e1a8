import type { ReactNode } from 'react';
import { Avatar } from '@/components/ui/avatar';
import type { FoundMember } from '@/lib/people/groups/live';
import { avatarUrl } from '@/lib/platform/avatar-url';
import { fullName } from '@/lib/platform/format';

type PersonLineProps = { member: FoundMember; supabaseUrl: string; children?: ReactNode };

export function PersonLine({ member, supabaseUrl, children }: PersonLineProps) {
  const details = [fullName(member), member.email].filter(Boolean).join(' · ');
  return (
    <div className="flex items-center gap-3">
      <Avatar name={member.nickname} src={avatarUrl(supabaseUrl, member.avatar_path)} />
      <div className="grid min-w-0 flex-1">
        <span className="truncate font-medium">{member.nickname}</span>
        {details ? <span className="truncate text-[13px] text-muted-foreground">{details}</span> : null}
      </div>
      {children}
    </div>
  );
}
