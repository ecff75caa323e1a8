import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';

export const handImportInput = z.object({
  ...inOrganizationShape,
  importId: z.uuid(),
  afterLine: z.number().int().min(0),
});
