import 'server-only';
import { z } from 'zod';
import type { CreateOrganizationInput } from '@/lib/organizations/schema';
import { unwrap } from '@/lib/platform/errors';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

const created = z.object({ slug: z.string() });

/** Makes the organization with its first department and default operators; the caller becomes its administrator. */
export async function createOrganization(
  supabase: DatabaseClient,
  input: CreateOrganizationInput,
): Promise<string> {
  const answer = await supabase.rpc('create_organization', {
    p_name: input.organizationName,
    p_first_name: input.firstName,
    p_last_name: input.lastName,
    p_nickname: input.firstName.slice(0, 40),
    p_locale: input.locale,
    p_time_zone: input.timeZone,
  });
  return created.parse(unwrap(answer)).slug;
}
