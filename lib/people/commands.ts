import 'server-only';
import { unwrap } from '@/lib/platform/errors';
import type { Json } from '@/lib/platform/supabase/database.types';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

/** The fields of a member that may change, as the database function update_member names them. */
export type MemberChanges = { [field: string]: Json };

/** Changes these fields of a member and no others; the database judges who may change what. */
export async function updateMember(
  supabase: DatabaseClient,
  memberId: string,
  changes: MemberChanges,
): Promise<void> {
  unwrap(await supabase.rpc('update_member', { p_member: memberId, p_changes: changes }));
}
