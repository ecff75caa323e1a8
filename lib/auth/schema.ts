import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';
import { checkPassword } from '@/lib/auth/password-rules';
import { cleanLine } from '@/lib/platform/clean-line';

/** Control characters and halves of characters cannot be stored, and nobody types them on purpose. */
const TYPEABLE = /^[^\p{Cc}\p{Cs}]*$/u;

/** Messages are codes of lib/i18n/messages/<language>/errors.json. */
export const personName = z.string().overwrite(cleanLine).min(1, 'required').max(80, 'text_is_too_long');
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'required')
  .max(254, 'text_is_too_long')
  .pipe(z.email('email_is_invalid'));

/** A new password, and the words it may not be made of. */
export const newPassword = z
  .string()
  .min(1, 'required')
  .regex(TYPEABLE, 'password_is_not_typeable')
  .max(200, 'password_is_too_long');

export function refuseWeakPassword(
  password: string,
  about: readonly string[],
  context: z.RefinementCtx,
  path = 'password',
): void {
  const problem = checkPassword(password, about);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem, path: [path] });
}

export const signInInput = z.object({
  email,
  password: z.string().min(1, 'required').max(200, 'sign_in_failed').regex(TYPEABLE, 'sign_in_failed'),
  next: z.string().max(500).optional(),
});

export const forgotPasswordInput = z.object({ email });

export const resetPasswordInput = z
  .object({ password: newPassword })
  .superRefine(({ password }, context) => refuseWeakPassword(password, [], context));

const passwordChange = {
  current: z.string().min(1, 'required').max(200, 'password_is_wrong').regex(TYPEABLE, 'password_is_wrong'),
  password: newPassword,
};

function refuseSamePassword(
  { current, password }: { current: string; password: string },
  context: z.RefinementCtx,
): void {
  refuseWeakPassword(password, [], context);
  if (current !== '' && current === password) {
    context.addIssue({ code: 'custom', message: 'password_is_the_same', path: ['password'] });
  }
}

export const changePasswordInput = z
  .object({ ...inOrganizationShape, ...passwordChange })
  .superRefine(refuseSamePassword);

export const replaceGivenPasswordInput = z
  .object({ ...passwordChange, next: z.string().max(500).optional() })
  .superRefine(refuseSamePassword);

export const changeEmailInput = z.object({
  ...inOrganizationShape,
  email,
  current: z.string().min(1, 'required'),
});

export const MAIL_LINK_TYPES = [
  'signup',
  'email',
  'recovery',
  'invite',
  'magiclink',
  'email_change',
] as const;

/** What a link in a mail carries: a token hash (it works in any browser) or a code (only where it was asked for). */
export const mailLinkInput = z.union([
  z.object({ tokenHash: z.string().min(1).max(500), type: z.enum(MAIL_LINK_TYPES) }),
  z.object({ code: z.string().min(1).max(500), type: z.enum(MAIL_LINK_TYPES).optional() }),
]);
export type MailLink = z.infer<typeof mailLinkInput>;
