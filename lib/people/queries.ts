import 'server-only';
import { z } from 'zod';
import { AVAILABILITY_STATUSES, type AvailabilityStatus } from '@/lib/people/availability';
import { unwrap } from '@/lib/platform/errors';
import { serverSupabase } from '@/lib/platform/supabase/server';

export async function getMyAvailability(
  organizationId: string,
  memberId: string,
): Promise<AvailabilityStatus> {
  const supabase = await serverSupabase();
  const answer = await supabase
    .from('agent_availability')
    .select('status')
    .eq('organization_id', organizationId)
    .eq('member_id', memberId)
    .maybeSingle();
  return (
    z
      .object({ status: z.enum(AVAILABILITY_STATUSES) })
      .nullable()
      .parse(unwrap(answer))?.status ?? 'away'
  );
}
