import { z } from 'zod';
import { email, newPassword, refuseWeakPassword } from '@/lib/auth/schema';
import { ofMemberShape } from '@/lib/people/account/schema';

export const setPasswordInput = z
  .object({ ...ofMemberShape, password: newPassword })
  .superRefine(({ password }, context) => refuseWeakPassword(password, [], context));

export const sendResetLinkInput = z.object(ofMemberShape);

export const setEmailInput = z.object({ ...ofMemberShape, email });
