import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';

export const endSessionInput = z.object({ ...inOrganizationShape, session: z.uuid() });
export const endOtherSessionsInput = z.object(inOrganizationShape);
