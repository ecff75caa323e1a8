import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';
import { MEMBER_RIGHTS, MODULES, SCOPES } from '@/lib/auth/permissions';
import { LOCALES } from '@/lib/i18n/locales';
import { LISTED_STATUSES, MEMBER_SORTS } from '@/lib/people/directory/query';

/** A row of list_members; key is its place in the order asked for. */
export const listedMember = z.object({
  id: z.string(),
  key: z.string(),
  nickname: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  email: z.string().nullable(),
  avatar_path: z.string().nullable(),
  rights: z.array(z.enum(MEMBER_RIGHTS)),
  modules: z.array(z.enum(MODULES)),
  scope: z.enum(SCOPES),
  status: z.enum(LISTED_STATUSES),
  locale: z.enum(LOCALES),
  last_seen_at: z.string().nullable(),
  is_online: z.boolean().nullable(),
  groups: z.array(z.string()),
  departments: z.array(z.string()),
  invitation_expires_at: z.string().nullable(),
  is_manageable: z.boolean(),
});
export type ListedMember = z.infer<typeof listedMember>;

/** total comes with the first page alone. */
export type MembersPage = { members: ListedMember[]; hasMore: boolean; total: number | null };

export type Seats = { used: number; limit: number | null };
export type Choice = { id: string; name: string };

const membersQuery = z.object({
  search: z.string().max(100),
  right: z.enum(MEMBER_RIGHTS).nullable(),
  group: z.uuid().nullable(),
  site: z.uuid().nullable(),
  status: z.enum(LISTED_STATUSES).nullable(),
  sort: z.enum(MEMBER_SORTS),
});

export const membersCursor = z.object({ key: z.string().max(300), id: z.uuid() });
export type MembersCursor = z.infer<typeof membersCursor>;

export const moreMembersInput = z.object({
  ...inOrganizationShape,
  query: membersQuery,
  after: membersCursor,
});

const memberIds = z.array(z.uuid()).min(1).max(1000, 'too_many_at_once');

export const changeRightInput = z.object({
  ...inOrganizationShape,
  memberIds,
  right: z.enum(MEMBER_RIGHTS),
  isOn: z.boolean(),
});
export const changeGroupInput = z.object({
  ...inOrganizationShape,
  memberIds,
  groupId: z.uuid(),
  isIn: z.boolean(),
});
export const changeStatusInput = z.object({
  ...inOrganizationShape,
  memberIds,
  status: z.enum(['active', 'suspended', 'deleted']),
});
export const moveMemberInput = z.object({
  ...inOrganizationShape,
  memberId: z.uuid(),
  /** Null puts the member at the end. */
  beforeId: z.uuid().nullable(),
});

/** code is null where the change was made. */
export const memberResults = z.array(z.object({ id: z.string(), code: z.string().nullable() }));
export type MemberResult = z.infer<typeof memberResults>[number];
