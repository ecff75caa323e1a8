import 'server-only';
import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';
import { MODULES, opensModule } from '@/lib/auth/permissions';
import { memberAccess } from '@/lib/auth/session';
import { createActionClient } from '@/lib/platform/action';
import { UserError } from '@/lib/platform/errors';
import { serverSupabase } from '@/lib/platform/supabase/server';

/** The module an action asks for; null is "any member". It is required, so forgetting it does not compile. */
const memberMetadata = z.object({ name: z.string(), module: z.enum(MODULES).nullable() });

const organizationInput = z.object(inOrganizationShape);

/**
 * For signed-in members: session, membership of the organization named in the input, module, then the work.
 * The module here makes a good message; row-level security refuses anyway.
 */
export const memberAction = createActionClient(memberMetadata).use(
  async ({ clientInput, metadata, next }) => {
    const input = organizationInput.safeParse(clientInput);
    if (!input.success) throw new UserError('not_allowed', { status: 403 });
    const access = await memberAccess(input.data.organization);
    if (metadata.module !== null && !opensModule(access.member, metadata.module)) {
      throw new UserError('not_allowed', { status: 403 });
    }
    return next({ ctx: { ...access, supabase: await serverSupabase() } });
  },
);
