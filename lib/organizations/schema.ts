import { z } from 'zod';
import { email, newPassword, personName, refuseWeakPassword } from '@/lib/auth/schema';
import { LOCALES } from '@/lib/i18n/locales';
import { invitationToken } from '@/lib/organizations/invitations/schema';
import { cleanLine } from '@/lib/platform/clean-line';

export const organizationName = z.string().overwrite(cleanLine).min(1, 'required').max(80, 'name_is_invalid');

/** What a new organization takes from the browser; the database replaces a time zone it does not know. */
const preferences = { locale: z.enum(LOCALES), timeZone: z.string().min(1).max(64) };

const founder = { organizationName, firstName: personName, lastName: personName };

export const createOrganizationInput = z.object({ ...founder, ...preferences });
export type CreateOrganizationInput = z.infer<typeof createOrganizationInput>;

export const signUpInput = z
  .object({ ...founder, ...preferences, email, password: newPassword })
  .superRefine((input, context) =>
    refuseWeakPassword(
      input.password,
      [input.email, input.firstName, input.lastName, input.organizationName],
      context,
    ),
  );

/**
 * Kept with the sign-in until the address is confirmed: what is to happen then. It comes back from the person's own
 * account, so it is judged like anything they send.
 */
export const pendingAccount = z.union([
  z.object({ invitation: invitationToken }),
  z.object({
    organization_name: organizationName,
    first_name: personName,
    last_name: personName,
    locale: z.enum(LOCALES).catch('en'),
    time_zone: z.string().min(1).max(64).catch('UTC'),
  }),
]);
