import { z } from 'zod';

/** Every member action names the organization it acts in, by its slug. */
export const inOrganizationShape = { organization: z.string().min(1).max(60) };
