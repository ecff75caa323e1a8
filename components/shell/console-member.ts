import type { ConsoleMember } from '@/components/shell/member-provider';
import type { Access } from '@/lib/auth/session';
import { avatarUrl } from '@/lib/platform/avatar-url';

export function toConsoleMember(
  { member, organization }: Access,
  supabaseUrl: string,
  managesBilling: boolean,
): ConsoleMember {
  return {
    memberId: member.id,
    nickname: member.nickname,
    avatarUrl: avatarUrl(supabaseUrl, member.avatar_path),
    rights: member.rights,
    modules: member.modules,
    scope: member.scope,
    locale: member.locale,
    timeZone: member.time_zone,
    dateFormat: member.date_format,
    timeFormat: member.time_format,
    organizationId: organization.id,
    organizationSlug: organization.slug,
    organizationName: organization.name,
    managesBilling,
  };
}
