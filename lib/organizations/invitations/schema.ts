import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';
import { email, newPassword, refuseWeakPassword } from '@/lib/auth/schema';
import { LOCALES } from '@/lib/i18n/locales';

export const invitationToken = z.string().regex(/^[0-9a-f]{32,128}$/);

export const joinInput = z
  .object({ token: invitationToken, email, password: newPassword, locale: z.enum(LOCALES) })
  .superRefine((input, context) => refuseWeakPassword(input.password, [input.email], context));

export const acceptInvitationInput = z.object({ token: invitationToken });
export const createInvitationInput = z.object({
  ...inOrganizationShape,
  memberId: z.uuid(),
  /** False: only the link is wanted. */
  isSent: z.boolean(),
});
export const revokeInvitationInput = z.object({ ...inOrganizationShape, memberId: z.uuid() });

/** What the page behind an invitation shows before anybody signs in. */
export const shownInvitation = z.object({
  organization_name: z.string(),
  nickname: z.string(),
  email: z.string().nullable(),
  locale: z.enum(LOCALES),
});
export type ShownInvitation = z.infer<typeof shownInvitation>;
