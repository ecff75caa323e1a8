import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';
import { cleanLine } from '@/lib/platform/clean-line';

/**
 * Groups wall their members off from one another, skills say what people are good at, departments are what
 * visitors are sent to. All are sets of members.
 */
export const CIRCLE_KINDS = ['group', 'skill', 'department'] as const;
export type CircleKind = (typeof CIRCLE_KINDS)[number];

const kind = z.enum(CIRCLE_KINDS);
export const circleName = z.string().overwrite(cleanLine).min(1, 'required').max(80, 'text_is_too_long');

export const saveCircleInput = z.object({ ...inOrganizationShape, kind, id: z.uuid(), name: circleName });
export const deleteCircleInput = z.object({ ...inOrganizationShape, kind, id: z.uuid() });
export const setCircleMembersInput = z.object({
  ...inOrganizationShape,
  kind,
  id: z.uuid(),
  memberIds: z.array(z.uuid()).min(1).max(500),
  isMember: z.boolean(),
});

export const circleRow = z.object({ id: z.string(), name: z.string(), member_count: z.number() });
export const circles = z.object({
  is_confined: z.boolean(),
  groups: z.array(circleRow),
  skills: z.array(circleRow),
});
export type Circle = z.infer<typeof circleRow>;
export type Circles = z.infer<typeof circles>;
