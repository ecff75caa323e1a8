import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';

/** However it was typed or pasted: "123 456", "123-456". */
const withoutGaps = (text: string): string => text.replace(/[\s\-–]/g, '').toLowerCase();

const code = z
  .string()
  .max(60, 'code_is_wrong')
  .overwrite(withoutGaps)
  .min(1, 'required')
  .regex(/^\d{6}$/, 'code_has_six_digits');

/** One of the ten that were kept for the day the phone is lost, without its hyphen. */
const recoveryCode = z
  .string()
  .max(60, 'code_is_wrong')
  .overwrite(withoutGaps)
  .min(1, 'required')
  .regex(/^[a-z0-9]{10}$/, 'recovery_code_is_wrong');

export const givenCodeInput = z.object({ code, next: z.string().max(500).optional() });
export const givenRecoveryCodeInput = z.object({ code: recoveryCode, next: z.string().max(500).optional() });

export const confirmSecondFactorInput = z.object({ ...inOrganizationShape, code });

/** The password, or a code: either shows that it is the owner who sits there. */
export const proofInput = z.object({
  ...inOrganizationShape,
  proof: z.string().min(1, 'required').max(200, 'proof_is_wrong'),
});
export type Proof = z.infer<typeof proofInput>;

export const readAsCode = (proof: string): string | null => {
  const parsed = code.safeParse(proof);
  return parsed.success ? parsed.data : null;
};

export const resetSecondFactorInput = z.object({ ...inOrganizationShape, member: z.uuid() });
