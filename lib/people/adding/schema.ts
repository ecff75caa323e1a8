import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';
import { MEMBER_RIGHTS, MODULES, SCOPES } from '@/lib/auth/permissions';
import { email, newPassword, personName, refuseWeakPassword } from '@/lib/auth/schema';
import { LOCALES } from '@/lib/i18n/locales';
import { nickname } from '@/lib/people/schema';

/** What a new member may do, where they belong, and the language they are written to in. */
const placeShape = {
  rights: z.array(z.enum(MEMBER_RIGHTS)).max(MEMBER_RIGHTS.length),
  modules: z.array(z.enum(MODULES)).max(MODULES.length),
  scope: z.enum(SCOPES),
  groups: z.array(z.uuid()).max(100),
  /** Adviser for these questionnaires; absent: for all. */
  forms: z.array(z.uuid()).max(200).optional(),
  locale: z.enum(LOCALES),
};
export type NewMemberPlace = z.infer<z.ZodObject<typeof placeShape>>;

/** What one invitation dialog takes; a file takes more. */
export const INVITED_AT_ONCE_MAX = 200;

export const inviteMembersInput = z.object({
  ...inOrganizationShape,
  ...placeShape,
  emails: z.array(email).min(1, 'required').max(INVITED_AT_ONCE_MAX, 'too_many_at_once'),
});

const personShape = { email, firstName: personName, lastName: personName, nickname, password: newPassword };
type NewPerson = z.infer<z.ZodObject<typeof personShape>>;

const refuseTheirOwnName = (person: NewPerson, context: z.RefinementCtx): void =>
  refuseWeakPassword(
    person.password,
    [person.email, person.firstName, person.lastName, person.nickname],
    context,
  );

/** What one types about somebody who gets a password; the rest is chosen beside it. */
export const newPersonFields = z.object(personShape).superRefine(refuseTheirOwnName);

export const addMemberInput = z
  .object({ ...inOrganizationShape, ...placeShape, ...personShape })
  .superRefine(refuseTheirOwnName);

export const invitedRows = z.array(
  z.object({
    email: z.string(),
    id: z.string().nullable(),
    code: z.string().nullable(),
    locale: z.enum(LOCALES).optional(),
    token: z.string().optional(),
  }),
);

/**
 * How the invitation of one address went. code: why nobody was invited. mailCode: they were invited, but the mail
 * could not be sent; then link is what to give them instead.
 */
export type InvitationResult = {
  email: string;
  code: string | null;
  mailCode: string | null;
  link: string | null;
};
